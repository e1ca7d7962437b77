# Few out of many: CPython remembers what was taken instead of what is left.
import random

random.seed(1337)
print(random.sample(range(1000000000), 6))  # expect: [663307072, 993786078, 572589545, 762227827, 392826687, 613084012]
print(random.sample(range(85), 6), random.sample(range(86), 6))
# expect: [74, 21, 42, 49, 46, 39] [50, 26, 84, 46, 13, 54]
print(sum(random.sample(range(5000), 300)), random.random())  # expect: 756187 0.5615086221033023
