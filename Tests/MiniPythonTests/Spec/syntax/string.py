x = "abc  # error: SyntaxError: unterminated string literal
