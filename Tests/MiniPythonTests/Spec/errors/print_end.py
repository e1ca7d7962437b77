print(1, end=5)  # error: TypeError: end must be None or a string, not int
