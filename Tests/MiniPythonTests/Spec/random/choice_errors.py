import random

random.seed(1)


def tell(draw):
    try:
        draw()
    except Exception as error:
        print(type(error).__name__ + ':', error)
        # expect: IndexError: Cannot choose from an empty sequence
        # expect: TypeError: object of type 'int' has no len()
        # expect: TypeError: 'set' object is not subscriptable
        # expect: KeyError: 0
        # expect: TypeError: Random.choice() missing 1 required positional argument: 'seq'
        # expect: TypeError: Random.choice() takes 2 positional arguments but 3 were given


tell(lambda: random.choice(''))
tell(lambda: random.choice(3))
tell(lambda: random.choice({1, 2}))
tell(lambda: random.choice({'a': 1}))
tell(lambda: random.choice())
tell(lambda: random.choice([1], 2))
