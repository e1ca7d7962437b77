f = lambda x: x.y  # error: AttributeError: 'int' object has no attribute 'y'
f(3)
