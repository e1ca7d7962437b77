# What print has written stays when the next item cannot be shown.
class Bad:
    def __str__(self): return 1 / 0

try:
    print("before", 1, Bad(), "after")
except ZeroDivisionError as error:
    print(error)  # expect: before 1 division by zero

# The length is asked for where CPython makes a list.
class Items:
    def __iter__(self): return iter([1, 2])
    def __len__(self):
        print("len")
        return "no length"

print(list(Items()), tuple(Items()), [*Items()], sorted(Items()), set(Items()), {*Items()})
# expect: len
# expect: len
# expect: len
# expect: len
# expect: [1, 2] (1, 2) [1, 2] [1, 2] {1, 2} {1, 2}
first, *rest = Items()
print(first, rest, sum(Items()), max(Items()))  # expect: 1 [2] 3 2

class NoIterator:
    def __iter__(self): return 1

try:
    1 in NoIterator()
except TypeError as error:
    print(error)  # expect: argument of type 'NoIterator' is not iterable
for base, exponent, modulus in [(3, 5, 7), (3, -1, 7), (-3, 3, -7), (2, -1, -9), (3, -2, 1), (0, 0, 1), (2, -1, 4), (2, 1, 0)]:
    try:
        print(pow(base, exponent, modulus))
    except ValueError as error:
        print(error)
# expect: 5
# expect: 5
# expect: -6
# expect: -4
# expect: 0
# expect: 0
# expect: base is not invertible for the given modulus
# expect: pow() 3rd argument cannot be 0
for a, b in [(1.5, 0), (1, 0.0), (1, 0)]:
    try:
        print(divmod(a, b))
    except ZeroDivisionError as error:
        print(error)
# expect: float divmod()
# expect: float divmod()
# expect: integer division or modulo by zero
try:
    issubclass(int, 5)
except TypeError as error:
    print(error)  # expect: issubclass() arg 2 must be a class, a tuple of classes, or a union
try:
    f"{-1:c}"
except OverflowError as error:
    print(error)  # expect: %c arg not in range(0x110000)
