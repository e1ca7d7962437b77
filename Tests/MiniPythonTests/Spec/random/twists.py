# Past the 624 words after which the generator makes the next ones.
import random

random.seed(2024)
total = 0.0
for _ in range(5000):
    total += random.random()
print(total, random.random())  # expect: 2518.0895208901406 0.8807442444320871
