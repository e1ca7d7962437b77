import random

random.seed(1337)
print(random.choices([1, 2, 3], k=8))  # expect: [2, 2, 2, 2, 1, 3, 2, 3]
print(random.choices('abc', [1, 0, 3], k=8))  # expect: ['c', 'c', 'c', 'a', 'c', 'c', 'a', 'c']
print(random.choices('abc', weights=(0.2, 0.3, 0.5), k=8))  # expect: ['b', 'a', 'c', 'b', 'b', 'c', 'c', 'c']
print(random.choices('abc', cum_weights=[1, 1, 4], k=8))  # expect: ['c', 'c', 'c', 'c', 'c', 'c', 'c', 'c']
print(random.choices(range(100)), random.choices([1, 2], k=-1), random.choices([], k=0))  # expect: [45] [] []
