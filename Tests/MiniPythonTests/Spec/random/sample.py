import random

random.seed(1337)
print(random.sample(range(10), 10))  # expect: [9, 8, 5, 4, 6, 1, 2, 7, 3, 0]
print(random.sample([1, 2, 3, 4, 5], 2), random.sample((1, 2, 3), k=3), random.sample('abcdef', 4))
# expect: [4, 2] [3, 2, 1] ['d', 'f', 'a', 'c']
print(random.sample([], 0), random.sample([1, 2], True))  # expect: [] [2]
