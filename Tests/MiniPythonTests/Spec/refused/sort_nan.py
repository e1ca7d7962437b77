xs = [float("nan")] * 64
xs.sort()  # error: not supported here: sorting 64 or more numbers with nan among them
