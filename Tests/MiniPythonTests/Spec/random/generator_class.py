import random

rng = random.Random(1)  # error: not supported here: 'random.Random'
