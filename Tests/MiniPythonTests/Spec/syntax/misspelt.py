whille True:  # error: SyntaxError: invalid syntax
    pass
