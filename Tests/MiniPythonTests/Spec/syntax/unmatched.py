x = 1)  # error: SyntaxError: unmatched ')'
