import random

print(random.random)  # error: not supported here: showing a 'builtin_function_or_method' object
