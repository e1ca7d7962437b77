import random

random.seed(1337)
xs = list(range(10))
print(random.shuffle(xs), xs)  # expect: None [0, 3, 7, 2, 1, 6, 4, 5, 8, 9]
random.shuffle(xs)
print(xs)  # expect: [5, 9, 3, 0, 7, 6, 8, 2, 4, 1]
words = 'the quick brown fox'.split()
random.shuffle(words)
print(words)  # expect: ['fox', 'quick', 'brown', 'the']
table = {0: 'a', 1: 'b', 2: 'c'}
random.shuffle(table)
print(table)  # expect: {0: 'a', 1: 'c', 2: 'b'}
one = (1,)
random.shuffle(one)
print(one)  # expect: (1,)


class Reversed:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[-1 - index]

    def __setitem__(self, index, item):
        self.items[-1 - index] = item


r = Reversed([1, 2, 3, 4, 5])
random.shuffle(r)
print(r.items)  # expect: [3, 5, 4, 2, 1]
