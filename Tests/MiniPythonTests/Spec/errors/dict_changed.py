d = {1: 2}
for k in d:  # error: RuntimeError: dictionary changed size during iteration
    d[k + 1] = 1
