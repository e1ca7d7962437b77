def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
print(list(count(4)), sum(count(5)), max(count(3)), [x * x for x in count(3)], tuple(count(2)))  # expect: [0, 1, 2, 3] 10 2 [0, 1, 4] (0, 1)
g = count(3)
print(next(g), next(g), list(g), next(g, "done"))  # expect: 0 1 [2] done
def fibs():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
out = []
for f in fibs():
    if f > 50: break
    out.append(f)
print(out)  # expect: [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]
def echo():
    got = None
    while True:
        got = yield got
        if got is None: got = "none"
e = echo()
next(e)
print(e.send(5), e.send("x"), next(e))  # expect: 5 x none
gen = (x * y for x in range(3) for y in range(3) if x != y)
print(next(gen), list(gen))  # expect: 0 [0, 0, 2, 0, 2]
print(any(x > 2 for x in range(5)), all(x > 2 for x in range(5)), sorted(x % 3 for x in range(5)), ",".join(str(i) for i in range(3)))  # expect: True False [0, 0, 1, 1, 2] 0,1,2
def flat(t):
    for x in t:
        if isinstance(x, list):
            for y in flat(x):
                yield y
        else:
            yield x
print(list(flat([1, [2, [3, 4]], 5])))  # expect: [1, 2, 3, 4, 5]
def early():
    yield 1
    return
    yield 2
print(list(early()))  # expect: [1]
def tryfin():
    try:
        yield 1
        yield 2
    finally:
        print("closed")  # expect: closed
print(list(tryfin()))  # expect: [1, 2]
print(list(zip(count(3), "abc")), list(enumerate(count(2))), list(map(lambda a, b: a + b, count(3), count(3))), dict(zip("ab", count(2))))  # expect: [(0, 'a'), (1, 'b'), (2, 'c')] [(0, 0), (1, 1)] [0, 2, 4] {'a': 0, 'b': 1}
a, b, c = count(3)
print(a, b, c, *count(3))  # expect: 0 1 2 0 1 2
