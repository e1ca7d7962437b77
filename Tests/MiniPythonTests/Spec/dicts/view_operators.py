a = {1: "x", 2: "y"}
b = {2: "y", 3: "z"}
print(sorted(a.keys() & b.keys()), sorted(a.keys() | b.keys()), sorted(a.keys() - b.keys()), sorted(a.keys() ^ b.keys()))  # expect: [2] [1, 2, 3] [1] [1, 3]
print(a.items() & b.items(), sorted(a.items() - b.items()), sorted(a.keys() | [9]), sorted({1, 9} - a.keys()))  # expect: {(2, 'y')} [(1, 'x')] [1, 2, 9] [9]
print(a.keys() == {1, 2}, a.keys() <= {1, 2, 3}, {1} < a.keys(), a.keys() != b.keys(), a.items() == {(1, "x"), (2, "y")})  # expect: True True True True True
print(a.keys() == [1, 2], a.values() == a.values(), a.keys().isdisjoint([3]), a.items().isdisjoint(b.items()))  # expect: False False True False
print((1, "x") in a.items(), (1, "y") in a.items(), 1 in a.items(), {1: [0]}.items() == {1: [0]}.items())  # expect: True False False True
