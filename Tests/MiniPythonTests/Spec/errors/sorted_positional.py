sorted([1, 2], len)  # error: TypeError: sorted expected 1 argument, got 2
