import random
import random as r
from random import choice, random as draw, seed

print(type(random.random), type(random.uniform))  # expect: <class 'builtin_function_or_method'> <class 'method'>
print(random.random.__name__, random.uniform.__name__, random.__name__)  # expect: random uniform random
print(callable(draw), r is random, hasattr(random, 'shuffle'), hasattr(random, 'shufle'))  # expect: True True True False
seed(4)
print(draw(), choice('abc'))  # expect: 0.23604808973743452 a
random.seed(4)
print(r.random(), list(map(random.uniform, [1, 2], [3, 4])))
# expect: 0.23604808973743452 [1.2063320684614316, 2.792116485221362]
print(sorted('hello', key=lambda _: random.random()))  # expect: ['e', 'h', 'l', 'o', 'l']
