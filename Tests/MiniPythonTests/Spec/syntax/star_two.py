*a, *b = [1]  # error: SyntaxError: multiple starred expressions in assignment
