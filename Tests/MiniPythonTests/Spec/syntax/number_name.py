x = 12abc  # error: SyntaxError: invalid decimal literal
