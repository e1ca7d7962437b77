# A StopIteration from the function of map ends the map; the next item is asked for all the same.
def f(i):
    if i == 2: raise StopIteration
    return i

m = map(f, [1, 2, 3])
print(list(m), list(m))  # expect: [1] [3]
print(list(filter(lambda i: next(iter([])), [1])))  # expect: []

# Numbers and errors at the edges.
print(divmod(-0.0, 5.0), 0.0 ** -float("inf"))  # expect: (-0.0, 0.0) inf
try:
    print(*[1], *5)
except TypeError as error:
    print(error)  # expect: Value after * must be an iterable, not int

class NoIterator:
    def __iter__(self): return None

xs = [1, 2]
for assign in lambda: "".join(NoIterator()), lambda: dict([NoIterator()]):
    try:
        assign()
    except TypeError as error:
        print(error)
# expect: can only join an iterable
# expect: cannot convert dictionary update sequence element #0 to a sequence
try:
    xs[:1] = NoIterator()
except TypeError as error:
    print(error)  # expect: can only assign an iterable

# Of equal items an intersection keeps those of the set that is gone through.
print(sorted({1, 2} & {1.0, 5}), sorted({1} & {1.0, 5}), sorted({1.0}.intersection([1, 2, 3])))
# expect: [1.0] [1] [1]
