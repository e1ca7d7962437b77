# Two numbers are made at a time, and the second is kept across other draws.
import random

random.seed(5)
a = random.gauss(0, 1)
r = random.random()
b = random.gauss(0, 1)
print(a, r, b)  # expect: -1.1788417512306717 0.7951935655656966 -1.1481606807908016
random.seed(5)
print(random.gauss(0, 1) == a, random.gauss(0, 1) == b, random.random() == r)  # expect: True True True
# A seed forgets it.
random.seed(5)
random.gauss(0, 1)
random.seed(5)
print(random.gauss(0, 1) == a)  # expect: True
