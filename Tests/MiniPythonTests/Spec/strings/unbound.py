print(str.upper("abc"), str.join("-", ["a", "b"]), list(map(str.strip, [" a", "b "])), sorted(["b", "A", "c"], key=str.lower))
# expect: ABC a-b ['a', 'b'] ['A', 'b', 'c']
