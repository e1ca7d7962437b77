"abc".replace("a", 1)  # error: TypeError: replace() argument 2 must be str, not int
