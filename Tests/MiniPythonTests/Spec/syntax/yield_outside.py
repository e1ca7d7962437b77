yield 1  # error: SyntaxError: 'yield' outside function
