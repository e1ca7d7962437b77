a = [3, 1, 2]
a.append(4)
a.extend([5, 6])
a.insert(0, 0)
a.insert(-1, 9)
a.insert(100, 7)
print(a, len(a))  # expect: [0, 3, 1, 2, 4, 5, 9, 6, 7] 9
print(a.pop(), a.pop(0), a.pop(-2), a)  # expect: 7 0 9 [3, 1, 2, 4, 5, 6]
a.remove(1)
print(a, a.index(2), a.count(5), 4 in a, 99 not in a)  # expect: [3, 2, 4, 5, 6] 1 1 True True
a.sort()
print(a)  # expect: [2, 3, 4, 5, 6]
a.sort(reverse=True)
print(a)  # expect: [6, 5, 4, 3, 2]
a.sort(key=lambda v: -v)
print(a)  # expect: [6, 5, 4, 3, 2]
a.reverse()
print(a, a[::-1], a[1:], a[:-1], a[::2], a[5:], a[-2:], a[10:], a[3:1:-1])  # expect: [2, 3, 4, 5, 6] [6, 5, 4, 3, 2] [3, 4, 5, 6] [2, 3, 4, 5] [2, 4, 6] [] [5, 6] [] [5, 4]
b = a.copy()
b[0] = 100
b[1:2] = [7, 8, 9]
print(a, b)  # expect: [2, 3, 4, 5, 6] [100, 7, 8, 9, 4, 5, 6]
b[::2] = [0] * len(b[::2])
print(b)  # expect: [0, 7, 0, 9, 0, 5, 0]
del b[0]
del b[1:3]
print(b)  # expect: [7, 0, 5, 0]
b += [1]
b *= 2
print(b, [1] + [2], [0] * 3, [[0] * 2] * 2)  # expect: [7, 0, 5, 0, 1, 7, 0, 5, 0, 1] [1, 2] [0, 0, 0] [[0, 0], [0, 0]]
m = [[0] * 3 for _ in range(2)]
m[0][1] = 5
print(m)  # expect: [[0, 5, 0], [0, 0, 0]]
print([1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] == [], [2] > [1, 5], [1, 2] != [2, 1])  # expect: True True True True True True
x, y, *rest = [1, 2, 3, 4]
first, *mid, last = range(5)
(p, q), r = (1, 2), 3
print(x, y, rest, first, mid, last, p, q, r)  # expect: 1 2 [3, 4] 0 [1, 2, 3] 4 1 2 3
x, y = y, x
a[0], a[1] = a[1], a[0]
print(x, y, a)  # expect: 2 1 [3, 2, 4, 5, 6]
c = [1]
c.append(c)
print(c)  # expect: [1, [...]]
a.clear()
print(a, list(range(3)), list("ab"), [*range(3), *[7]], [1, 2, 3,])  # expect: [] [0, 1, 2] ['a', 'b'] [0, 1, 2, 7] [1, 2, 3]
print(sum([[1], [2]], []), sorted([3, 1, 2]), sorted(["b", "a"], reverse=True), max([1, 5, 3]), min(4, 2, 8))  # expect: [1, 2] [1, 2, 3] ['b', 'a'] 5 2
t = (1, 2, 3)
print(t, t[0], t[1:], (1,), (), t + (4,), t * 2, t.index(2), t.count(1), len(t), 2 in t, tuple([1, 2]))  # expect: (1, 2, 3) 1 (2, 3) (1,) () (1, 2, 3, 4) (1, 2, 3, 1, 2, 3) 1 1 3 True (1, 2)
print((1, 2) < (1, 3), (1, 2) == (1, 2), hash((1, 2)) == hash((1, 2)), sorted([(2, "a"), (1, "b")]))  # expect: True True True [(1, 'b'), (2, 'a')]
