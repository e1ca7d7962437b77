x = 5
x.y = 1  # error: AttributeError: 'int' object has no attribute 'y'
