# Tuples compare their items before their lengths; lists their lengths before their items, where they are asked whether
# they are equal. What a comparison changes in a list is seen by the next one.
class Loud:
    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        print('equal?', self.number)
        return True

    def __lt__(self, other):
        return self.number, other.number


print((Loud(1), 2) == (Loud(2), 2, 3))
# expect: equal? 1
# expect: False
print((Loud(1),) != (Loud(2), 5))
# expect: equal? 1
# expect: True
print((Loud(1), 1) < (Loud(2),))
# expect: equal? 1
# expect: False
print([Loud(1), 1] == [Loud(3)])
# expect: False
print([Loud(1), 1] < [Loud(3)])
# expect: equal? 1
# expect: False
print((1, 2, 3) == (1, 2), (1, 2) != (1, 2, 3), () == (1,), (1, 2) < (1, 2, 0))
# expect: False True False True


class Clearing(Loud):
    def __eq__(self, other):
        numbers.clear()
        return True


for function in [
    lambda: numbers < [Clearing(1), 0, 3], lambda: numbers == [Clearing(1), 1, 2], lambda: [Clearing(1), 1, 2] <= numbers,
    lambda: numbers >= [1, 2],
]:
    numbers = [Clearing(1), 1, 2]
    print(function(), numbers)
# expect: True []
# expect: False []
# expect: False []
# expect: False []


class Putting(Loud):
    def __eq__(self, other):
        numbers[0] = Loud(9)
        return False


numbers = [Putting(1), 2]
print(numbers < [Loud(3)])
# expect: (9, 3)
