issubclass(int, 3)  # error: TypeError: issubclass() arg 2 must be a class, a tuple of classes, or a union
