range(1.5)  # error: TypeError: 'float' object cannot be interpreted as an integer
