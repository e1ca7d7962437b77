{1: 2}.keys() & 3  # error: TypeError: 'int' object is not iterable
