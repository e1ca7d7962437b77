def f(a, b=2, *args, c=3, d, **kw):
    return (a, b, args, c, d, kw)
print(f(1, d=4), f(1, 2, 3, 4, d=5, e=6), f(a=1, d=2), f(*[1, 2, 3], **{"d": 9, "z": 1}))  # expect: (1, 2, (), 3, 4, {}) (1, 2, (3, 4), 3, 5, {'e': 6}) (1, 2, (), 3, 2, {}) (1, 2, (3,), 3, 9, {'z': 1})
def g(a, /, b, *, c):
    return a + b + c
print(g(1, 2, c=3), g(1, b=2, c=3))  # expect: 6 6
def h(*args): return args
print(h(), h(1), h(*range(3), 5, *"ab"))  # expect: () (1,) (0, 1, 2, 5, 'a', 'b')
def k(**kw): return kw
print(k(), k(a=1, **{"b": 2}))  # expect: {} {'a': 1, 'b': 2}
def default(x, acc=[]):
    acc.append(x)
    return acc
print(default(1), default(2), default(3, []))  # expect: [1, 2] [1, 2] [3]
sq = lambda x, y=2: x ** y
print(sq(3), sq(3, 3), (lambda: 5)(), (lambda *a, **k: (a, k))(1, b=2))  # expect: 9 27 5 ((1,), {'b': 2})
def rec(n): return 1 if n <= 1 else n * rec(n - 1)
print(rec(10), rec(20))  # expect: 3628800 2432902008176640000
def none(): pass
print(none(), none() is None)  # expect: None True
def multi(): return 1, 2
a, b = multi()
print(a, b, multi())  # expect: 1 2 (1, 2)
def annotated(x: int, y: "str" = "a") -> float: return x
print(annotated(1), annotated.__name__)  # expect: 1 annotated
def deco(fn):
    def inner(*a):
        return fn(*a) + 1
    return inner
@deco
def plus(a, b): return a + b
print(plus(1, 2))  # expect: 4
def outer(x):
    def inner(y):
        return x + y
    return inner
print(outer(1)(2), list(map(outer(10), [1, 2])))  # expect: 3 [11, 12]
print(max([3, 1], key=lambda v: -v), sorted([1, -2, 3], key=abs), list(filter(lambda v: v > 1, [1, 2, 3])))  # expect: 1 [1, -2, 3] [2, 3]
def early(n):
    for i in range(n):
        if i == 3:
            return i
    return -1
print(early(10), early(2))  # expect: 3 -1
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print([fib(i) for i in range(12)])  # expect: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]
