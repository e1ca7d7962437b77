x = 2 ** 63  # error: not supported here: an integer too large: integers have 64 bits here
