import random

random.seed(1)


def tell(draw):
    try:
        draw()
    except Exception as error:
        print(type(error).__name__ + ':', error)
        # expect: TypeError: 'tuple' object does not support item assignment
        # expect: TypeError: 'str' object does not support item assignment
        # expect: TypeError: 'range' object does not support item assignment
        # expect: TypeError: 'set' object is not subscriptable
        # expect: TypeError: object of type 'int' has no len()
        # expect: TypeError: Random.shuffle() takes 2 positional arguments but 3 were given
        # expect: TypeError: Random.shuffle() missing 1 required positional argument: 'x'


tell(lambda: random.shuffle((1, 2, 3)))
tell(lambda: random.shuffle('abc'))
tell(lambda: random.shuffle(range(5)))
tell(lambda: random.shuffle({1, 2, 3}))
tell(lambda: random.shuffle(3))
tell(lambda: random.shuffle([1, 2], 3))
tell(lambda: random.shuffle())
