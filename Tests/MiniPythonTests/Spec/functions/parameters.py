def f(a, b=2, *args, c, d=4, **kw):
    return a, b, args, c, d, kw


print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2], **{"c": 3}), f(c=1, a=2))
# expect: (1, 2, (), 3, 4, {}) (1, 2, (3, 4), 5, 4, {'e': 6}) (1, 2, (), 3, 4, {}) (2, 2, (), 1, 4, {})


def g(a, b, /, c, *, d):
    return a, b, c, d


print(g(1, 2, 3, d=4), g(1, 2, c=3, d=4))  # expect: (1, 2, 3, 4) (1, 2, 3, 4)


def defaults(x, seen=[]):
    seen.append(x)
    return seen


print(defaults(1), defaults(2), defaults(3, []))  # expect: [1, 2] [1, 2] [3]
print([make(2) for make in [lambda i=i: i * 10 for i in range(2)]], [make() for make in [lambda: i for i in range(2)]])  # expect: [20, 20] [1, 1]
