"no field" % 3  # error: TypeError: not all arguments converted during string formatting
