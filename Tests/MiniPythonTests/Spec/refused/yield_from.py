def f():
    yield from [1]  # error: not supported here: 'yield from'
