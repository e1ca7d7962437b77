import random
random.seed(5)
class Five:
    def __init__(self): self.asked = 0
    def __len__(self):
        self.asked += 1
        print('length', self.asked)
        return 5
    def __getitem__(self, index):
        if index > 4: raise IndexError
        return index + 1
class Counted(Five):
    def __iter__(self):
        print('walked')
        for i in range(5):
            print('next')
            yield i
print(random.choice(Five()))
print(random.choices(Five(), k=2))
print(random.choices('abcde', Counted(), k=3))
print(random.choices('abcde', Five(), k=3))
print(random.sample('abcde', 2, counts=Counted()))
class Adding:
    def __init__(self, n): self.n = n
    def __add__(self, other):
        print('add')
        return self.n + getattr(other, 'n', other)
    def __radd__(self, other): return self.n + other
def weights():
    for n in range(3):
        print('weight', n)
        yield Adding(n)
print(random.choices('abc', weights(), k=2))  # error: TypeError: '<' not supported between instances of 'float' and 'Adding'
# expect: length 1
# expect: length 2
# expect: 5
# expect: length 1
# expect: [2, 2]
# expect: walked
# expect: next
# expect: next
# expect: next
# expect: next
# expect: next
# expect: ['e', 'e', 'e']
# expect: ['d', 'e', 'e']
# expect: walked
# expect: next
# expect: next
# expect: next
# expect: next
# expect: next
# expect: ['d', 'b']
# expect: weight 0
# expect: weight 1
# expect: add
# expect: weight 2
