import random

random.seed(1)
random.triangular('a', 'b')  # error: not supported here: random.triangular() of anything but numbers
