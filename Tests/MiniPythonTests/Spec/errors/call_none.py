None()  # error: TypeError: 'NoneType' object is not callable
