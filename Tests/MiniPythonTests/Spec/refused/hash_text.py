print(hash("a"))  # error: not supported here: the hash of a 'str'
