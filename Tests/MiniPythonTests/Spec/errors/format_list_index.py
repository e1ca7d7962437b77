"{0[a]}".format([1])  # error: TypeError: list indices must be integers or slices, not str
