print(f"{[1]:>5}")  # error: TypeError: unsupported format string passed to list.__format__
