"abc".center(9, "--")  # error: TypeError: The fill character must be exactly one character long
