print("banana".find("an"), "banana".find("an", 2), "banana".find("an", 2, 4), "banana".find("x"), "banana".rfind("an"))  # expect: 1 3 -1 -1 3
print("banana".index("n"), "banana".rindex("n"), "banana".count("a"), "banana".count("ana"), "banana".count("a", 2, -1))  # expect: 2 4 3 1 1
print("abc".find(""), "abc".find("", 3), "abc".find("", 4), "abc".count(""), "∂L/∂a".find("∂", 1), "∂L/∂a".rfind("∂"))  # expect: 0 3 -1 4 3 3
print("banana".startswith("ba"), "banana".startswith(("x", "b")), "banana".startswith("na", 2), "banana".endswith("na", 0, 4))  # expect: True True True True
