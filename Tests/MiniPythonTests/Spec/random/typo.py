import random

random.seed(1)
random.unifrom(0, 1)  # error: AttributeError: module 'random' has no attribute 'unifrom'
