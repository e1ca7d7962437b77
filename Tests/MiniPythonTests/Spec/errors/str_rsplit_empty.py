"abc".rsplit("")  # error: ValueError: empty separator
