from random import uniform

uniform(-1, 1)  # error: not supported here: drawing before random.seed(…)
