"abc".split("")  # error: ValueError: empty separator
