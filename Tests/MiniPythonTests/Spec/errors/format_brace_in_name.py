"{a{b}}".format(a=1)  # error: ValueError: unexpected '{' in field name
