import random

random.seed(1337)
print([random.randrange(10) for _ in range(15)])  # expect: [9, 8, 5, 9, 9, 2, 5, 6, 5, 4, 6, 3, 5, 1, 6]
print([random.randrange(5, 50, 7) for _ in range(8)])  # expect: [47, 40, 26, 5, 33, 40, 40, 19]
print([random.randrange(50, 5, -7) for _ in range(8)])  # expect: [29, 29, 8, 15, 8, 36, 15, 50]
print([random.randrange(5, 8) for _ in range(8)], random.randrange(8, step=1))  # expect: [6, 7, 5, 6, 5, 5, 6, 7] 7
print(random.randrange(2.0), random.randrange(1, 9.0, 2.0), random.randrange(True))  # expect: 1 3 0
