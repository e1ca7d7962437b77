"{0.y}".format(1)  # error: AttributeError: 'int' object has no attribute 'y'
