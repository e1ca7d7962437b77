def g():
    yield 1
    raise ValueError("in generator")  # error: ValueError: in generator
for x in g():
    print(x)  # expect: 1
