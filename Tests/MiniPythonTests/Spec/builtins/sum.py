print(sum([1, 2, 3]), sum([1, 2], 10), sum([0.5, 0.25], start=1), sum([], 5), sum([[1], [2]], []), sum(x * x for x in range(4)))  # expect: 6 13 1.75 5 [1, 2] 14
print(sum({1: "a", 2: "b"}), sum((True, True)), sum([0.1] * 10))  # expect: 3 2 0.9999999999999999
