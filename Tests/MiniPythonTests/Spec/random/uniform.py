import random

random.seed(1337)
print(random.uniform(-1, 1))  # expect: 0.23550571390294128
print(random.uniform(0.5, 0.75))  # expect: 0.6333163934012502
print(random.uniform(3, 1))  # expect: 2.268303281501249
print(random.uniform(b=10, a=5))  # expect: 7.928936769511358
print(random.uniform(2, 2))  # expect: 2.0
print(random.uniform(True, 4))  # expect: 3.4731212407228944
print([round(random.uniform(-1, 1), 4) for _ in range(6)])  # expect: [-0.2326, 0.5792, 0.8435, -0.3847, 0.9845, -0.5901]
