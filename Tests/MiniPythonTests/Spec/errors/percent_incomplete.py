"50%" % 1  # error: ValueError: incomplete format
