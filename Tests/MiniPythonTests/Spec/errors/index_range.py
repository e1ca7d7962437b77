xs = [1, 2]
print(xs[2])  # error: IndexError: list index out of range
