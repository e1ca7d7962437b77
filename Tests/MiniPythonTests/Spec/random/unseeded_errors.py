# What is wrong with the arguments comes first, as in CPython.
import random

random.choice([])  # error: IndexError: Cannot choose from an empty sequence
