if True:
	x = 1  # error: not supported here: tabs in indentation
        y = 2
