xs = [1, 2]
print(xs["a"])  # error: TypeError: list indices must be integers or slices, not str
