print({None, 1})  # error: not supported here: the order of a set with None
