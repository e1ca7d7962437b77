import random

xs = [1, 2, 3]
random.shuffle(xs[:1])
random.shuffle(xs)  # error: not supported here: drawing before random.seed(…)
