print({}.pop([], 1))  # expect: 1
try:
    {1: 2}.pop([], 1)
except TypeError as error:
    print(error)  # expect: unhashable type: 'list'
{}.pop([2])  # error: KeyError: [2]
