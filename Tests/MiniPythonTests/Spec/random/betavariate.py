import random

random.seed(1)
random.betavariate(1, 2)  # error: not supported here: 'random.betavariate'
