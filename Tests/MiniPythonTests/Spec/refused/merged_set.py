q = {1, 2, 7}
q.add(65)
print(set(q))  # expect: {65, 1, 2, 7}
print({0, *q})  # error: not supported here: the order of a set of numbers after removals or set operations
