import random

random.seed(float('nan'))  # error: not supported here: seeding with NaN
