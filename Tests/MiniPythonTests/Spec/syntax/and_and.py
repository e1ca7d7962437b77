x = 1 && 2  # error: SyntaxError: invalid syntax
