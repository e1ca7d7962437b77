print((-8) ** 0.5)  # error: not supported here: a negative number to a fractional power, which is complex in Python
