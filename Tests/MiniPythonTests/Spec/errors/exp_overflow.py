import math
math.exp(1000)  # error: OverflowError: math range error
