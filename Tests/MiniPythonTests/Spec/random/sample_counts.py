import random

random.seed(1337)
print(random.sample(['red', 'blue'], counts=[4, 2], k=5))  # expect: ['blue', 'blue', 'red', 'red', 'red']
print(random.sample('abc', 4, counts=(1, 0, 9)))  # expect: ['c', 'c', 'c', 'c']
