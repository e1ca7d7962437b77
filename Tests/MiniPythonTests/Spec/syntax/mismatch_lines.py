x = [1, (2,
    3]]  # error: SyntaxError: closing parenthesis ']' does not match opening parenthesis '(' on line 1
