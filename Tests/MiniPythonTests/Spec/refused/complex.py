x = 3j  # error: not supported here: complex numbers
