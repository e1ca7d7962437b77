x = 9223372036854775808  # error: not supported here: an integer too large: integers have 64 bits here
