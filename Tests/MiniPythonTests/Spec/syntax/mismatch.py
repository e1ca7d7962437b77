x = (1]  # error: SyntaxError: closing parenthesis ']' does not match opening parenthesis '('
