import random

random.seed(1)
print(random.getrandbits(65))  # error: not supported here: getrandbits() of more than 64 bits
