import random

random.seed(1)


def tell(draw):
    try:
        draw()
    except Exception as error:
        print(type(error).__name__ + ':', error)
        # expect: ValueError: empty range for randrange()
        # expect: ValueError: empty range for randrange()
        # expect: ValueError: empty range for randrange() (3, 3, 0)
        # expect: ValueError: empty range for randrange() (5, 1, -4)
        # expect: ValueError: empty range for randrange()
        # expect: ValueError: zero step for randrange()
        # expect: ValueError: non-integer arg 1 for randrange()
        # expect: ValueError: non-integer stop for randrange()
        # expect: ValueError: non-integer step for randrange()
        # expect: ValueError: invalid literal for int() with base 10: 'a'
        # expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
        # expect: TypeError: Missing a non-None stop argument
        # expect: TypeError: Random.randrange() missing 1 required positional argument: 'start'
        # expect: ValueError: empty range for randrange() (3, 2, -1)
        # expect: TypeError: Random.randint() missing 1 required positional argument: 'b'
        # expect: TypeError: can only concatenate str (not "int") to str
        # expect: TypeError: Random.randint() takes 3 positional arguments but 4 were given


tell(lambda: random.randrange(0))
tell(lambda: random.randrange(-3))
tell(lambda: random.randrange(3, 3))
tell(lambda: random.randrange(5, 1))
tell(lambda: random.randrange(1, 5, -1))
tell(lambda: random.randrange(1, 5, 0))
tell(lambda: random.randrange(1.5))
tell(lambda: random.randrange(1, 4.5))
tell(lambda: random.randrange(1, 9, 2.5))
tell(lambda: random.randrange('a'))
tell(lambda: random.randrange(None))
tell(lambda: random.randrange(5, step=2))
tell(lambda: random.randrange())
tell(lambda: random.randint(3, 1))
tell(lambda: random.randint(1))
tell(lambda: random.randint(1, 'a'))
tell(lambda: random.randint(1, 2, 3))
