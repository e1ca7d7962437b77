str.maketrans("ab", "c")  # error: ValueError: the first two maketrans arguments must have equal length
