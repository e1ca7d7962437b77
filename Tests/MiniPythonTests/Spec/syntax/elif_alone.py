elif True:  # error: SyntaxError: invalid syntax
    pass
