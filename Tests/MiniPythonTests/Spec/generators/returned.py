# What a generator returns is in the StopIteration, once; what a program raises in __next__ is left as it is.
def numbers():
    sent = yield 1
    return sent, 2

g = numbers()
print(next(g))  # expect: 1
try:
    g.send("sent")
except StopIteration as error:
    print(repr(error), error.value)  # expect: StopIteration(('sent', 2)) ('sent', 2)
try:
    next(g)
except StopIteration as error:
    print(repr(error), error.value)  # expect: StopIteration() None

class Ends:
    def __iter__(self): return self
    def __next__(self): raise StopIteration("its own")

try:
    next(Ends())
except StopIteration as error:
    print(repr(error))  # expect: StopIteration('its own')
print(next(Ends(), "default"))  # expect: default
print(list(Ends()))  # expect: []
next(numbers().send)  # error: TypeError: 'builtin_function_or_method' object is not an iterator
