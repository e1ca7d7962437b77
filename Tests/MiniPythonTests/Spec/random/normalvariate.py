import random

random.seed(1337)
print([random.normalvariate(0, 1) for _ in range(3)])
# expect: [0.43281207612671624, -0.5556104268094182, -0.9482879850005022]
print(random.normalvariate(), random.normalvariate(sigma=5))  # expect: 1.0449428474428695 15.285915264765418
