if True  # error: SyntaxError: expected ':'
    pass
