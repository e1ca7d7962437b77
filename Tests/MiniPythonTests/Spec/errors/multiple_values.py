def f(a):
    pass
f(1, a=2)  # error: TypeError: f() got multiple values for argument 'a'
