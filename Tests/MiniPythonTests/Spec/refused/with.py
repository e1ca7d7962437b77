with open("x") as f:  # error: not supported here: the 'with' statement
    pass
