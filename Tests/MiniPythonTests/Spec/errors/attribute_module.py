import math
math.sqroot(2)  # error: AttributeError: module 'math' has no attribute 'sqroot'
