round(9223372036854775807, -19)  # error: not supported here: an integer too large: integers have 64 bits here
