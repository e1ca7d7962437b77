import math
math()  # error: TypeError: 'module' object is not callable
