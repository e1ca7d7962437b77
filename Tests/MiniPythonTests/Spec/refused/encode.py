"abc".encode()  # error: not supported here: the attribute 'encode' of str objects
