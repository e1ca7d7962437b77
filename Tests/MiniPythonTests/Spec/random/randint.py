import random

random.seed(1337)
print([random.randint(1, 6) for _ in range(20)])  # expect: [5, 5, 6, 3, 5, 5, 6, 2, 3, 4, 6, 3, 3, 4, 6, 2, 6, 3, 1, 4]
print(random.randint(3, 3), random.randint(-5, 5), random.randint(a=1, b=100))  # expect: 3 -4 65
print(random.randint(0, 2**62), random.randint(-10**18, 10**18))  # expect: 3720427680006505273 700661668015930065
print(random.randint(1.0, 6.0))  # expect: 3
