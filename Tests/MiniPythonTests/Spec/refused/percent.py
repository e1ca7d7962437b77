print("%d" % 3)  # error: not supported here: formatting with '%'
