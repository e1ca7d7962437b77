import random

random.seed()  # error: not supported here: seeding from the operating system
