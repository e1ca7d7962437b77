x = a ? b : c  # error: SyntaxError: invalid syntax
