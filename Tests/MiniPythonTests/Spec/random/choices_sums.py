import random

random.seed(7)


class Sums:
    def __init__(self, *items):
        self.items = items

    def __len__(self):
        print('len')
        return len(self.items)

    def __getitem__(self, place):
        print('item', place)
        return self.items[place]


class Length:
    def __len__(self):
        return 2


def tell(draw):
    try:
        print(draw())
    except Exception as error:
        print(type(error).__name__ + ':', error)


tell(lambda: random.choices(Length(), [1]))
# expect: ValueError: The number of weights does not match the population
tell(lambda: random.choices(Length(), [1, 1]))
# expect: TypeError: 'Length' object is not subscriptable
tell(lambda: random.choices([1, 2, 3], cum_weights=Length()))
# expect: ValueError: The number of weights does not match the population
tell(lambda: random.choices([1, 2], cum_weights=Length()))
# expect: TypeError: 'Length' object is not subscriptable
tell(lambda: random.choices('abc', cum_weights=Sums(1, 2)))
# expect: len
# expect: ValueError: The number of weights does not match the population
tell(lambda: random.choices('abcd', cum_weights=Sums(1, 2, 4, 9), k=3))
# expect: len
# expect: item -1
# expect: item 1
# expect: item 0
# expect: item 1
# expect: item 2
# expect: item 1
# expect: item 0
# expect: ['b', 'd', 'a']
tell(lambda: random.choices('ab', cum_weights=Sums(0, 0)))
# expect: len
# expect: item -1
# expect: ValueError: Total of weights must be greater than zero
tell(lambda: random.choices('ab', cum_weights=Sums(1, 2), k='many'))
# expect: len
# expect: item -1
# expect: TypeError: 'str' object cannot be interpreted as an integer
tell(lambda: random.choices([], cum_weights=[]))
# expect: IndexError: list index out of range
tell(lambda: random.choices('ab', cum_weights={0: 1, 1: 2}))
# expect: KeyError: -1
tell(lambda: random.choices('ab', cum_weights={-1: 1, 0: 2}))
# expect: TypeError: dict is not a sequence
tell(lambda: random.choices('abcd', cum_weights=range(1, 5), k=4))
# expect: ['b', 'a', 'c', 'a']
tell(lambda: random.sample('abc', counts=(1, 2, 3), k=4))
# expect: ['c', 'c', 'a', 'c']
print(random.random())
# expect: 0.09071301334386506
