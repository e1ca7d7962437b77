x = f"{'\n'}"  # error: SyntaxError: f-string expression part cannot include a backslash
