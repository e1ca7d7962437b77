int("12a")  # error: ValueError: invalid literal for int() with base 10: '12a'
