import random

random.seed(7)
first = [random.random() for _ in range(5)]
random.seed(7)
print(first == [random.random() for _ in range(5)])  # expect: True
print(random.seed(7))  # expect: None
print(random.seed(a=7, version=2), random.random() == first[0])  # expect: None True
