max(1)  # error: TypeError: 'int' object is not iterable
