f = open("x")  # error: not supported here: 'open'
