"%s" % ("one", "two")  # error: TypeError: not all arguments converted during string formatting
