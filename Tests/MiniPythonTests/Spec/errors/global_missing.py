def f():
    global zz
    return zz  # error: NameError: name 'zz' is not defined
f()
