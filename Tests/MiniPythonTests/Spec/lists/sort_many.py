# Two hundred thousand items are sorted in steps that grow with them, not with their square.
items = [i * 7919 % 200_003 for i in range(200_000)]
items.sort()
print(items[:3], items[-1])  # expect: [0, 1, 2] 200002
