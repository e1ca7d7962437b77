abs()  # error: TypeError: abs() takes exactly one argument (0 given)
