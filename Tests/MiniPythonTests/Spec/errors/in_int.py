print(1 in 5)  # error: TypeError: argument of type 'int' is not iterable
