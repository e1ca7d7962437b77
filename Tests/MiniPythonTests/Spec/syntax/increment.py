x = 1
x++  # error: SyntaxError: invalid syntax
