range(3).index(5)  # error: ValueError: 5 is not in range
