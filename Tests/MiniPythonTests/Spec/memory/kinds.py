# A list that only one other object refers to is still there when it is asked for, whatever kind of object that is.
def wait():
    for i in range(20):
        x = [i]

def keeper(x):
    return lambda: x

s = (lambda: slice([1], [2], [3]))()
wait()
print(s.start, s.stop, s.step)  # expect: [1] [2] [3]
z = (lambda: zip([[4]], [[5]]))()
wait()
print(list(z))  # expect: [([4], [5])]
m = (lambda: map(keeper([6]), []))()
n = (lambda: map(lambda x: x, [[7]]))()
wait()
print(list(m), list(n))  # expect: [] [[7]]
f = (lambda: filter(None, [[8]]))()
e = (lambda: enumerate([[9]]))()
r = (lambda: reversed([[10]]))()
i = (lambda: iter({11: [12]}.items()))()
wait()
print(list(f), list(e), list(r), list(i))  # expect: [[8]] [(0, [9])] [[10]] [(11, [12])]
pop = (lambda: [[13]].pop)()
wait()
print(pop())  # expect: [13]
get = (lambda: keeper([14]))()
wait()
print(get())  # expect: [14]
def make_defaults():
    def defaults(x=[15], *, y=[16]):
        return x, y
    return defaults
defaults = make_defaults()
wait()
print(defaults())  # expect: ([15], [16])
values = (lambda: {17: [18]}.values())()
wait()
print(list(values))  # expect: [[18]]
def generate(x):
    yield 0
    yield x
g = (lambda: generate([19]))()
next(g)
wait()
print(next(g))  # expect: [19]
def make_error():
    error = ValueError([20])
    error.more = [21]
    return error
error = make_error()
wait()
print(error.args, error.more)  # expect: ([20],) [21]
def chain():
    try:
        try:
            raise KeyError([22])
        except KeyError as inner:
            raise ValueError from inner
    except ValueError as outer:
        return outer
kept = chain()
wait()
print(kept.__cause__.args)  # expect: ([22],)
def base():
    class Base:
        shared = [23]
    return Base
class Kept(base()):
    def __init__(self, x):
        self.x = x
        wait()
    def value(self):
        proxy = super()
        wait()
        return proxy.shared, self.x
    @staticmethod
    def fixed(x=[24]):
        return x
    @classmethod
    def of(cls, x=[25]):
        return x
wait()
print(Kept([26]).value())  # expect: ([23], [26])
print(Kept.fixed(), Kept.of())  # expect: [24] [25]
def with_property(x):
    class Local:
        got = property(lambda self: x)
    return Local()
local = (lambda: with_property([27]))()
wait()
print(local.got)  # expect: [27]
nested = (lambda: (({28: ([29],)},),))()
wait()
print(nested)  # expect: (({28: ([29],)},),)
only = (lambda: {Kept([30])})()
wait()
print([k.x for k in only])  # expect: [[30]]
print((lambda x: (wait(), x()))(keeper([31])))  # expect: (None, [31])
def spread(*args, **kwargs):
    wait()
    return args, kwargs
print(spread(*[[32]], **{'k': [33]}))  # expect: (([32],), {'k': [33]})
class Early:
    def value(self):
        return [35], self.x
def proxy():
    class Late(Early):
        def early(self):
            self.x = [36]
            return super()
    return Late().early()
p = proxy()
wait()
print(p.value())  # expect: ([35], [36])
class Wrapped:
    fixed = (lambda: staticmethod(keeper([37])))()
    of = (lambda: classmethod((lambda x: lambda cls: x)([38])))()
wait()
print(Wrapped.fixed(), Wrapped().of())  # expect: [37] [38]
def many(x):
    y = [x]
    def inner():
        nonlocal y
        y = [y]
        wait()
        return y
    wait()
    return inner
print(many(34)())  # expect: [[34]]
