import random

random.seed(1)


def tell(draw):
    try:
        draw()
    except Exception as error:
        print(type(error).__name__ + ':', error)
        # expect: IndexError: list index out of range
        # expect: IndexError: list index out of range
        # expect: ValueError: The number of weights does not match the population
        # expect: ValueError: Total of weights must be greater than zero
        # expect: ValueError: Total of weights must be finite
        # expect: TypeError: Cannot specify both weights and cumulative weights
        # expect: TypeError: The number of choices must be a keyword argument: k=3
        # expect: TypeError: 'float' object is not iterable
        # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
        # expect: TypeError: 'float' object cannot be interpreted as an integer
        # expect: TypeError: object of type 'int' has no len()
        # expect: TypeError: object of type 'int' has no len()
        # expect: TypeError: 'set' object is not subscriptable
        # expect: TypeError: Random.choices() takes from 2 to 3 positional arguments but 4 were given
        # expect: TypeError: Random.choices() takes from 2 to 3 positional arguments but 4 positional arguments (and 1 keyword-only argument) were given


tell(lambda: random.choices([]))
tell(lambda: random.choices([], []))
tell(lambda: random.choices([1, 2], [1]))
tell(lambda: random.choices([1, 2], [0, 0]))
tell(lambda: random.choices([1, 2], [1, float('inf')]))
tell(lambda: random.choices([1, 2], [1, 2], cum_weights=[1, 2]))
tell(lambda: random.choices([1, 2], 3))
tell(lambda: random.choices([1, 2], 2.5))
tell(lambda: random.choices([1, 2], [1, 'a']))
tell(lambda: random.choices([1, 2], k=1.5))
tell(lambda: random.choices([1, 2], cum_weights=3))
tell(lambda: random.choices(3))
tell(lambda: random.choices({1, 2}))
tell(lambda: random.choices([1, 2], [1, 2], 2))
tell(lambda: random.choices([1, 2], [1, 2], 2, k=3))
