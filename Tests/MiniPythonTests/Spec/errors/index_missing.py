[1].index(2)  # error: ValueError: 2 is not in list
