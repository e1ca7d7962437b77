a, *b = [1, 2, 3]
*c, d = (1, 2)
e, *f, g = "abcd"
(h, i), j = (1, 2), 3
[k, l] = {1: "a", 2: "b"}
print(a, b, c, d, e, f, g, h, i, j, k, l)  # expect: 1 [2, 3] [1] 2 a ['b', 'c'] d 1 2 3 1 2
a, b = b, a
x = y = [0, 0]
x[0], x[1] = 1, 2
i, x[i] = 1, 9
print(a, b, x, y, x is y)  # expect: [2, 3] 1 [1, 9] [1, 9] True
for n, (p, *q) in enumerate([(1, 2, 3), "ab"]):
    print(n, p, q)
# expect: 0 1 [2, 3]
# expect: 1 a ['b']
print([*range(3), *"ab"], (*[1], 2), {**{"a": 1}, "b": 2, **{"a": 3}}, *[1, 2])  # expect: [0, 1, 2, 'a', 'b'] (1, 2) {'a': 3, 'b': 2} 1 2
