x = """abc  # error: SyntaxError: unterminated triple-quoted string literal
