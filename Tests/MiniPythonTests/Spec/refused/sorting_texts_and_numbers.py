sorted({1, "a"})  # error: not supported here: the order of a set of texts
