import random

random.gauss(0, 1)  # error: not supported here: drawing before random.seed(…)
