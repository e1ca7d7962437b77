int("010", 0)  # error: ValueError: invalid literal for int() with base 0: '010'
