# StopIteration in a generator becomes an error of whoever asked for the next item.
def first(items):
    yield next(iter(items))

print(next(first([1])))  # expect: 1
try:
    list(first([]))
except RuntimeError as error:
    print(error)  # expect: generator raised StopIteration
next(first([]))  # error: RuntimeError: generator raised StopIteration
