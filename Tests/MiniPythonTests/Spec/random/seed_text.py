import random

random.seed('gradbook')  # error: not supported here: seeding with a text
