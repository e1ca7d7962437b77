class A:
    def __init__(self, i): self.i = i
    def __repr__(self): return f"{type(self).__name__}({self.i})"
    def __add__(self, other):
        print("add", self, other)
        return NotImplemented
    def __radd__(self, other):
        print("radd", self, other)
        return 5
    def __eq__(self, other):
        print("eq", self, other)
        return NotImplemented
    def __lt__(self, other):
        print("lt", self, other)
        return NotImplemented
    def __gt__(self, other):
        print("gt", self, other)
        return True

class B(A): pass

class C(A):
    def __radd__(self, other):
        print("C.radd", self, other)
        return 6
    def __ne__(self, other):
        print("ne", self, other)
        return "unequal"

a, b, c = A(1), B(2), C(3)

# Each operand is asked once; a class that refines the left one's goes first only with a method of its own.
print(1 + a)
# expect: radd A(1) 1
# expect: 5
print(a + b)
# expect: add A(1) B(2)
# expect: radd B(2) A(1)
# expect: 5
print(b + a)
# expect: add B(2) A(1)
# expect: radd A(1) B(2)
# expect: 5
print(a + c)
# expect: C.radd C(3) A(1)
# expect: 6
print(c + a)
# expect: add C(3) A(1)
# expect: radd A(1) C(3)
# expect: 5
try:
    a + 1
except TypeError as error:
    print(error)
# expect: add A(1) 1
# expect: unsupported operand type(s) for +: 'A' and 'int'
try:
    a + a
except TypeError as error:
    print(error)
# expect: add A(1) A(1)
# expect: unsupported operand type(s) for +: 'A' and 'A'

# Comparisons ask the finer class first in any case, and both.
print(a == b)
# expect: eq B(2) A(1)
# expect: eq A(1) B(2)
# expect: False
print(a == a)
# expect: eq A(1) A(1)
# expect: eq A(1) A(1)
# expect: True
print(b != a)
# expect: eq B(2) A(1)
# expect: eq A(1) B(2)
# expect: True
print(a != c)
# expect: ne C(3) A(1)
# expect: unequal
print(a < b)
# expect: gt B(2) A(1)
# expect: True
print(a < a)
# expect: lt A(1) A(1)
# expect: gt A(1) A(1)
# expect: True
print(a in [b, c])
# expect: eq B(2) A(1)
# expect: eq A(1) B(2)
# expect: eq C(3) A(1)
# expect: eq A(1) C(3)
# expect: False

class Items:
    def __setitem__(self, key, value): pass

try:
    del Items()[0]
except AttributeError as error:
    print(error)  # expect: __delitem__
