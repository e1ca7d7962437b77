def f(a, b, c, *, d):
    pass
f(1)  # error: TypeError: f() missing 2 required positional arguments: 'b' and 'c'
