import math, random

random.seed(1)
print(random.triangular(math.inf, math.inf, 1.0), random.triangular(math.inf, math.inf), random.triangular(2, 2, 1))
print(random.random())
# expect: nan nan 2
# expect: 0.2550690257394217
