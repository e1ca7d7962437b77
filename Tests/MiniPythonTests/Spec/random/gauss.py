import random

random.seed(1337)
print(random.gauss(0, 1))  # expect: -0.9117532932976627
print(random.gauss(0, 1))  # expect: -0.8322834003509737
print(random.gauss(10, 0.5))  # expect: 9.558344507112642
print(random.gauss())  # expect: 0.9912180893337817
print(random.gauss(sigma=2))  # expect: 1.8849967465189708
print(random.gauss(mu=-3.0, sigma=0.1))  # expect: -2.8390499759505654
