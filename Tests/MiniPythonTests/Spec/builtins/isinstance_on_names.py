# isinstance asked of names, and a name of the program's own in its place.
class A:
    pass


class B(A):
    pass


def ask(x, kind):
    return isinstance(x, kind)


a, b, number = A(), B(), 1.5
print(isinstance(a, A), isinstance(a, B), isinstance(b, A), isinstance(number, A))  # expect: True False True False
print(isinstance(number, float), isinstance(number, (int, float)), ask(b, (B, int)))  # expect: True True True
print(isinstance(True, int), isinstance(A, type), isinstance(ValueError(), Exception))  # expect: True True True
try:
    isinstance(a, number)
except TypeError as error:
    print(error)  # expect: isinstance() arg 2 must be a type, a tuple of types, or a union
try:
    isinstance(missing, A)
except NameError as error:
    print(error)  # expect: name 'missing' is not defined


def inside():
    isinstance = lambda x, y: "own"
    return isinstance(a, A)


print(inside())  # expect: own


def isinstance(x, kind):
    return "mine", kind.__name__


print(isinstance(a, A), ask(b, B))  # expect: ('mine', 'A') ('mine', 'B')
del isinstance
print(ask(b, A))  # expect: True
