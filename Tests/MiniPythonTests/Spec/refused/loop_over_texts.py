for x in {"a", "b"}:  # error: not supported here: the order of a set of texts
    print(x)
