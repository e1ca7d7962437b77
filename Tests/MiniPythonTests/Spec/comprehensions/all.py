print([x for x in range(5)], [x for x in range(10) if x % 2 if x > 3], [(x, y) for x in range(2) for y in "ab"])  # expect: [0, 1, 2, 3, 4] [5, 7, 9] [(0, 'a'), (0, 'b'), (1, 'a'), (1, 'b')]
print([[j for j in range(i)] for i in range(4)], [y for x in [[1, 2], [3]] for y in x])  # expect: [[], [0], [0, 1], [0, 1, 2]] [1, 2, 3]
print({x: x * x for x in range(3)}, {x % 2 for x in range(5)}, {k: [v] for k, v in [("a", 1)]})  # expect: {0: 0, 1: 1, 2: 4} {0, 1} {'a': [1]}
m = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in m] for i in range(3)], [sum(r) for r in m], list(zip(*m)))  # expect: [[1, 4], [2, 5], [3, 6]] [6, 15] [(1, 4), (2, 5), (3, 6)]
def f(n): return [i * n for i in range(n) if i != n // 2]
print(f(5))  # expect: [0, 5, 15, 20]
print([a if a > 1 else -a for a in range(4)], [i for i, _ in enumerate("abc")], [b for a, *b in [(1, 2, 3)]])  # expect: [0, -1, 2, 3] [0, 1, 2] [[2, 3]]
print([y := 5, y ** 2], [last := i for i in range(3)], last)  # expect: [5, 25] [0, 1, 2] 2
x = 10
print([x for x in range(3)], x)  # expect: [0, 1, 2] 10
print(sum(xi * wi for xi, wi in zip([1, 2], [3, 4])), [c.upper() for c in "ab"], [(lambda v: v * 2)(i) for i in range(3)])  # expect: 11 ['A', 'B'] [0, 2, 4]
