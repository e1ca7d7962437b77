import random

random.seed(1)


def tell(draw):
    try:
        draw()
    except Exception as error:
        print(type(error).__name__ + ':', error)
        # expect: ValueError: Sample larger than population or is negative
        # expect: ValueError: Sample larger than population or is negative
        # expect: TypeError: Population must be a sequence.  For dicts or sets, use sorted(d).
        # expect: TypeError: Population must be a sequence.  For dicts or sets, use sorted(d).
        # expect: TypeError: Population must be a sequence.  For dicts or sets, use sorted(d).
        # expect: TypeError: can't multiply sequence by non-int of type 'float'
        # expect: TypeError: '<=' not supported between instances of 'int' and 'str'
        # expect: TypeError: Random.sample() missing 1 required positional argument: 'k'
        # expect: TypeError: Random.sample() takes 3 positional arguments but 4 were given
        # expect: ValueError: The number of counts does not match the population
        # expect: ValueError: Total of counts must be greater than zero
        # expect: TypeError: Counts must be integers
        # expect: IndexError: pop from empty list
        # expect: TypeError: 'int' object is not iterable


tell(lambda: random.sample([1, 2], 3))
tell(lambda: random.sample([1, 2], -1))
tell(lambda: random.sample({1, 2}, 1))
tell(lambda: random.sample({1: 2}, 1))
tell(lambda: random.sample(3, 1))
tell(lambda: random.sample([1, 2], 1.5))
tell(lambda: random.sample([1, 2], 'a'))
tell(lambda: random.sample([1, 2]))
tell(lambda: random.sample([1, 2], 1, 3))
tell(lambda: random.sample([1, 2], 1, counts=[1]))
tell(lambda: random.sample([1, 2], 1, counts=[0, 0]))
tell(lambda: random.sample([1, 2], 1, counts=[1.5, 1]))
tell(lambda: random.sample([], 1, counts=[]))
tell(lambda: random.sample([1, 2], 1, counts=3))
