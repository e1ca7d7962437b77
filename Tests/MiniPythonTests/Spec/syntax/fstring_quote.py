x = f"{"a"}"  # error: SyntaxError: f-string: empty expression not allowed
