print(max(3, 1, 2), min([3, 1, 2]), max("banana"), min("a", "b"), max([1, -5], key=abs), min(["bb", "a"], key=len))  # expect: 3 1 n a -5 a
print(max([], default=0), min((), default=None), max(1, 1.0), min(1.0, 1), max(True, 1), max([1, 2], [1, 3]), min((2, 0), (1, 9)))
# expect: 0 None 1 1.0 True [1, 3] (1, 9)
print(max({1: "a", 3: "b"}), max(x % 3 for x in range(5)))  # expect: 3 2
