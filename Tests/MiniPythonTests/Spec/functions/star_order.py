# Positional and starred arguments are evaluated before named ones, wherever they stand.
def show(name, value):
    print(name)
    return value

def f(*args, **kw):
    return args, kw

print(f(k=show("k", 1), *show("star", [2])))
# expect: star
# expect: k
# expect: ((2,), {'k': 1})
print(f(show("first", 0), k=show("k", 1), *show("star", [2]), **show("mapping", {"m": 3})))
# expect: first
# expect: star
# expect: k
# expect: mapping
# expect: ((0, 2), {'k': 1, 'm': 3})

# A starred argument that is alone is gone through at the call.
try:
    f(*show("star", 5), k=show("k", 1))
except TypeError as error:
    print(str(error).replace("__main__.", ""))
# expect: star
# expect: k
# expect: f() argument after * must be an iterable, not int

class A:
    def __str__(self): return "an A"

try:
    A()(*5)
except TypeError as error:
    print(error)  # expect: an A argument after * must be an iterable, not int

def g(i=1): return i

try:
    g(1, 2)
except TypeError as error:
    print(error)  # expect: g() takes from 0 to 1 positional arguments but 2 were given
