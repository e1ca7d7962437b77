import random

random.seed(1)
random.choice([])  # error: IndexError: Cannot choose from an empty sequence
