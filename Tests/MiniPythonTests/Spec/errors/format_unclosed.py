"{0".format(1)  # error: ValueError: expected '}' before end of string
