# A view on either side works with whatever can be gone through, and says so of the rest.
from micrograd.engine import Value

class Silent:
    pass

class Reflected:
    def __iter__(self):
        print("iter")
        return iter(["a", "c"])
    def __rsub__(self, other): return "rsub"
    def __rand__(self, other): return "rand"

def tried(compute):
    try:
        print(compute())
    except TypeError as error:
        print(error)

keys, items = {"a": 1}.keys(), {"a": [1]}.items()
tried(lambda: keys - 1)  # expect: 'int' object is not iterable
tried(lambda: Silent() - keys)  # expect: 'Silent' object is not iterable
tried(lambda: keys ^ Silent())  # expect: 'Silent' object is not iterable
tried(lambda: keys - Value(1))  # expect: 'Value' object is not iterable
tried(lambda: Value(1) & keys)  # expect: 'Value' object is not iterable
tried(lambda: Value(1) - keys)  # expect: bad operand type for unary -: 'dict_keys'
tried(lambda: Silent() + keys)  # expect: unsupported operand type(s) for +: 'Silent' and 'dict_keys'
print(keys - Reflected())
# expect: iter
# expect: set()
print(Reflected() & keys)
# expect: iter
# expect: {'a'}
tried(lambda: keys & [[1]])  # expect: unhashable type: 'list'
tried(lambda: items & [1, [2]])  # expect: set()
tried(lambda: items & [("a", [1])])  # expect: unhashable type: 'list'
tried(lambda: items ^ {"a": [1]}.items())  # expect: set()
tried(lambda: items ^ {"a": [2]}.items())  # expect: unhashable type: 'list'
print({1.0} & {1: 0}.keys(), {1: 0}.keys() & {1.0, 2}, {1: 0, 2: 1}.keys() & {1.0})  # expect: {1} {1} {1.0}
