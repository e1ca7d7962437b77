"{99999999999999999999}".format(1)  # error: ValueError: Too many decimal digits in format string
