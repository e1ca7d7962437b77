import random

print('before')  # expect: before
print(random.random())  # error: not supported here: drawing before random.seed(…)
