lambda x: x = 1  # error: SyntaxError: cannot assign to lambda
