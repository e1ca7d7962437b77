def f(a):
    pass
f(1, b=2)  # error: TypeError: f() got an unexpected keyword argument 'b'
