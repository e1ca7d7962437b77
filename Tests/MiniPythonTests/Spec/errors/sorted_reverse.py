sorted([1, 2], reverse="yes")  # error: TypeError: 'str' object cannot be interpreted as an integer
