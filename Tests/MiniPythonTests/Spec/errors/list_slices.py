[1, 2, 3][0:1, 2]  # error: TypeError: list indices must be integers or slices, not tuple
