"}".format(1)  # error: ValueError: Single '}' encountered in format string
