import random

random.seed(1337)
print(random.getrandbits(64) > 0, random.getrandbits(64) > 0)  # error: not supported here: an integer too large: integers have 64 bits here
