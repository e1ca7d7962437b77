"%*d" % ("x", 3)  # error: TypeError: * wants int
