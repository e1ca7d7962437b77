print({(11, 5)[0], 1, 3})  # error: not supported here: the order of a set of numbers after removals or set operations
