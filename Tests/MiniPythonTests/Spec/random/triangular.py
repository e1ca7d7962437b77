import random

random.seed(1337)
print(random.triangular(), random.triangular(2), random.triangular(1, 5))
# expect: 0.5628231804815531 1.4830809592578655 2.7107854552792423
print(random.triangular(1, 5, 2), random.triangular(high=9, low=3, mode=8), random.triangular(5, 1, 2))
# expect: 2.770526574912197 5.229488396620047 1.8381557208356178
print(random.triangular(4, 4, 4), random.triangular(4, 4))  # expect: 4 4.0
print(random.triangular(1, 2, 9))  # expect: 3.715476400039241
