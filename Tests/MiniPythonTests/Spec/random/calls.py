# Some of the functions are written in C in CPython and some in Python, which shows in the words.
import random

random.seed(1)


def tell(draw):
    try:
        draw()
    except Exception as error:
        print(type(error).__name__ + ':', error)
        # expect: TypeError: Random.random() takes no arguments (1 given)
        # expect: TypeError: Random.random() takes no keyword arguments
        # expect: TypeError: Random.uniform() missing 2 required positional arguments: 'a' and 'b'
        # expect: TypeError: Random.uniform() missing 1 required positional argument: 'b'
        # expect: TypeError: Random.uniform() takes 3 positional arguments but 4 were given
        # expect: TypeError: Random.uniform() got multiple values for argument 'a'
        # expect: TypeError: Random.uniform() got an unexpected keyword argument 'c'
        # expect: TypeError: unsupported operand type(s) for -: 'int' and 'str'
        # expect: TypeError: random.Random.uniform() argument after * must be an iterable, not int
        # expect: TypeError: random.Random.uniform() argument after ** must be a mapping, not int
        # expect: TypeError: Random.random() argument after * must be an iterable, not int
        # expect: TypeError: can only concatenate str (not "float") to str
        # expect: TypeError: can't multiply sequence by non-int of type 'float'
        # expect: TypeError: can't multiply sequence by non-int of type 'float'
        # expect: TypeError: unsupported operand type(s) for /: 'float' and 'str'
        # expect: TypeError: Random.expovariate() missing 1 required positional argument: 'lambd'
        # expect: TypeError: Random.seed() takes from 1 to 3 positional arguments but 4 were given
        # expect: TypeError: Random.seed() got an unexpected keyword argument 'b'
        # expect: AttributeError: 'function' object has no attribute 'name'
        # expect: AttributeError: module 'random' has no attribute 'unifrom'


tell(lambda: random.random(1))
tell(lambda: random.random(x=1))
tell(lambda: random.uniform())
tell(lambda: random.uniform(1))
tell(lambda: random.uniform(1, 2, 3))
tell(lambda: random.uniform(1, 2, a=3))
tell(lambda: random.uniform(1, 2, c=3))
tell(lambda: random.uniform('a', 1))
tell(lambda: random.uniform(*3))
tell(lambda: random.uniform(**3))
tell(lambda: random.random(*3))
tell(lambda: random.gauss('a'))
tell(lambda: random.gauss(0, 'a'))
tell(lambda: random.normalvariate(0, 'a'))
tell(lambda: random.expovariate('a'))
tell(lambda: random.expovariate())
tell(lambda: random.seed(1, 2, 3))
tell(lambda: random.seed(b=1))
tell(lambda: random.uniform.name)
tell(lambda: random.unifrom)
