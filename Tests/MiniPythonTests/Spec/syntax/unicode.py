x = 1 – 2  # error: SyntaxError: invalid character '–' (U+2013)
