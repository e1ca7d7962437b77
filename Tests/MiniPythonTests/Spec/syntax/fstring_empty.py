x = f"{}"  # error: SyntaxError: f-string: empty expression not allowed
