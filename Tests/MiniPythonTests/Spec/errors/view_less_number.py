{1: 2}.keys() < 3  # error: TypeError: '<' not supported between instances of 'dict_keys' and 'int'
