class Countdown:
    def __init__(self, start):
        self.n = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), sum(Countdown(4)), 2 in Countdown(5), 9 in Countdown(5), [*Countdown(2)], max(Countdown(3)))  # expect: [2, 1, 0] 6 True False [1, 0] 2
a, b = Countdown(2)
print(a, b, next(Countdown(9)), next(Countdown(0), "end"), dict(zip("ab", Countdown(2))))  # expect: 1 0 8 end {'a': 1, 'b': 0}


class Squares:
    def __getitem__(self, index):
        if index >= 3:
            raise IndexError
        return index * index


print(list(Squares()), 4 in Squares(), [x for x in Squares()], sum(Squares()), list(enumerate(Squares())))
# expect: [0, 1, 4] True [0, 1, 4] 5 [(0, 0), (1, 1), (2, 4)]
