# A float seeds with its hash.
import random

for seed in [0.5, -0.5, 3.0, 1e300, -2.5e-10, float('inf'), -float('inf')]:
    random.seed(seed)
    print(seed, random.random())
    # expect: 0.5 0.2794930785867423
    # expect: -0.5 0.6833350889696508
    # expect: 3.0 0.23796462709189137
    # expect: 1e+300 0.2614143642581235
    # expect: -2.5e-10 0.27746788713048376
    # expect: inf 0.19236379321481523
    # expect: -inf 0.820833204760975
