print("{}".format(3))  # error: not supported here: 'str.format'
