int("12", 2)  # error: ValueError: invalid literal for int() with base 2: '12'
