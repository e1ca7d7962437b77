format(3, 3)  # error: TypeError: format() argument 2 must be str, not int
