"abc".split(3)  # error: TypeError: must be str or None, not int
