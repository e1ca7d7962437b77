# In messages about starred arguments a callable is named with its class and module, anything else as str writes it.
class A:
    def __init__(self, i): self.i = i
    def m(self): pass
    def __index__(self): return self.i
    def __add__(self, other): return "added"

for callee in A(1).m, [].append, 5, "text", len:
    try:
        callee(*1.5)
    except TypeError as error:
        print(str(error).replace("__main__.", ""))
# expect: A.m() argument after * must be an iterable, not float
# expect: list.append() argument after * must be an iterable, not float
# expect: 5 argument after * must be an iterable, not float
# expect: text argument after * must be an iterable, not float
# expect: len() argument after * must be an iterable, not float

# An object that stands for an integer repeats a sequence when it has no better answer.
print([1] * A(2), A(2) * "ab", (1,) * A(0))  # expect: [1, 1] abab ()

# All the classes of an except clause are looked at.
try:
    try:
        1 / 0
    except (ZeroDivisionError, 5):
        pass
except TypeError as error:
    print(error)  # expect: catching classes that do not inherit from BaseException is not allowed
try:
    chr(2 ** 40)
except OverflowError as error:
    print(error)  # expect: Python int too large to convert to C int
d = {}
d["a"] = d.items()
print(d)  # expect: {'a': dict_items([('a', ...)])}
d["a"] = d.values()
print(d)  # expect: {'a': dict_values([...])}

# What an iterator has given before it fails is kept.
def failing():
    yield 1
    yield 2
    raise ValueError("three")

ns = [0]
try:
    ns.extend(failing())
except ValueError as error:
    print(error, ns)  # expect: three [0, 1, 2]
try:
    ns += failing()
except ValueError as error:
    print(error, ns)  # expect: three [0, 1, 2, 1, 2]
try:
    set([1, [], 2])
except TypeError as error:
    print(error)  # expect: unhashable type: 'list'
