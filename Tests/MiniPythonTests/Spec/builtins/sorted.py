print(sorted([3, 1, 2]), sorted([3, 1, 2], reverse=True), sorted("banana"), sorted({3: "c", 1: "a"}), sorted((2.5, 1, True)))
# expect: [1, 2, 3] [3, 2, 1] ['a', 'a', 'a', 'b', 'n', 'n'] [1, 3] [1, True, 2.5]
print(sorted(["bb", "a", "ccc"], key=len), sorted([1, -2, 3], key=abs, reverse=True), sorted([(1, "b"), (0, "c"), (1, "a")]))
# expect: ['a', 'bb', 'ccc'] [3, -2, 1] [(0, 'c'), (1, 'a'), (1, 'b')]
print(sorted([(1, "b"), (0, "c"), (1, "a")], key=lambda p: p[0]), sorted([(1, "b"), (0, "c"), (1, "a")], key=lambda p: p[0], reverse=True))
# expect: [(0, 'c'), (1, 'b'), (1, 'a')] [(1, 'b'), (1, 'a'), (0, 'c')]
print(sorted([2, 1], key=None, reverse=0))  # expect: [1, 2]
