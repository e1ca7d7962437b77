"{0.}".format(1)  # error: ValueError: Empty attribute in format string
