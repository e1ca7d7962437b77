len(5)  # error: TypeError: object of type 'int' has no len()
