import random

print(random.uniform)  # error: not supported here: showing a 'method' object
