f"{2.5:.f}"  # error: ValueError: Format specifier missing precision
