[1][1.0]  # error: TypeError: list indices must be integers or slices, not float
