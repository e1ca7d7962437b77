range(1, 2, 0)  # error: ValueError: range() arg 3 must not be zero
