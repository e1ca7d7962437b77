break  # error: SyntaxError: 'break' outside loop
