if 1:
    pass
else:
    pass
else:  # error: SyntaxError: invalid syntax
    pass
