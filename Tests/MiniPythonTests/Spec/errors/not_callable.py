x = 3
x()  # error: TypeError: 'int' object is not callable
