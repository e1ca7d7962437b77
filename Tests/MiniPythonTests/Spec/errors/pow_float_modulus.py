pow(2, 3.0, 5)  # error: TypeError: pow() 3rd argument not allowed unless all arguments are integers
