"{0[0]x}".format([1])  # error: ValueError: Only '.' or '[' may follow ']' in format field specifier
