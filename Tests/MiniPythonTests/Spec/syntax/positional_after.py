f(a=1, 2)  # error: SyntaxError: positional argument follows keyword argument
