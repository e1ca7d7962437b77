import math
math.log(0)  # error: ValueError: math domain error
