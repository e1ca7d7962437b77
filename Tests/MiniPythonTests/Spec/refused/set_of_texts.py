print({"a", "b"})  # error: not supported here: the order of a set of texts
