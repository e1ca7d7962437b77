# The sign of a seed does not matter.
import random

random.seed(-42)
a = random.random()
random.seed(42)
print(a == random.random(), a)  # expect: True 0.6394267984578837
random.seed(True)
print(random.random())  # expect: 0.13436424411240122
random.seed(1)
print(random.random())  # expect: 0.13436424411240122
