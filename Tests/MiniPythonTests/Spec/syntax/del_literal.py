del 1  # error: SyntaxError: cannot delete literal
