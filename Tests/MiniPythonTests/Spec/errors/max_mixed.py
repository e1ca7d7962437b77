max(1, "a")  # error: TypeError: '>' not supported between instances of 'str' and 'int'
