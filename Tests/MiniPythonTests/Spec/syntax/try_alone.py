try:
    pass
x = 1  # error: SyntaxError: expected 'except' or 'finally' block
