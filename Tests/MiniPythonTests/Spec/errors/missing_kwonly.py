def f(a, *, d):
    pass
f(1)  # error: TypeError: f() missing 1 required keyword-only argument: 'd'
