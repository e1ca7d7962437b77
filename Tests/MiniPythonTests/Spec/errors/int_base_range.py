int("1", 1)  # error: ValueError: int() base must be >= 2 and <= 36, or 0
