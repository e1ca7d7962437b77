a, b = 5  # error: TypeError: cannot unpack non-iterable int object
