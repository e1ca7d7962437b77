def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    return inc, get
inc, get = counter()
inc(); inc(5)
print(get())  # expect: 6
fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])  # expect: [2, 2, 2]
fs = [lambda: j for j in range(3)]
print([f() for f in fs])  # expect: [2, 2, 2]
fs = [lambda j=j: j for j in range(3)]
print([f() for f in fs])  # expect: [0, 1, 2]
def make(n):
    return [lambda x: x + n + k for k in range(2)]
print([f(10) for f in make(100)])  # expect: [111, 111]
total = 0
def add(x):
    global total
    total += x
add(3); add(4)
print(total)  # expect: 7
def deep():
    x = 1
    def a():
        def b():
            nonlocal x
            x += 1
            return x
        return b
    f = a()
    f()
    return f(), x
print(deep())  # expect: (3, 3)
def param(x):
    def setx(v):
        nonlocal x
        x = v
    setx(5)
    return x
print(param(1))  # expect: 5
def shadow():
    total = 1
    def inner():
        return total
    total = 2
    return inner()
print(shadow(), total)  # expect: 2 7
def gen_closure(k):
    return sum(v * k for v in range(4))
print(gen_closure(3))  # expect: 18
x = "global"
class C:
    x = "class"
    y = [x for _ in range(1)]
    def m(self): return x
print(C.y, C().m())  # expect: ['global'] global
def comp(n):
    xs = [n for n in range(3)]
    return n, xs
print(comp(9))  # expect: (9, [0, 1, 2])
def f(a):
    def g():
        return [a + b for b in range(2)]
    return g()
print(f(10))  # expect: [10, 11]
def selfref():
    def fact(n): return 1 if n == 0 else n * fact(n - 1)
    return fact(5)
print(selfref())  # expect: 120
