issubclass(3, int)  # error: TypeError: issubclass() arg 1 must be a class
