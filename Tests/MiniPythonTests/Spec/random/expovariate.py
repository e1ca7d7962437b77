import random

random.seed(1337)
print(random.expovariate(1), random.expovariate(2.5), random.expovariate(lambd=-1))
# expect: 0.9616879082400607 0.3047979452677826 -0.45546717214944926
print(random.expovariate(0))  # error: ZeroDivisionError: float division by zero
