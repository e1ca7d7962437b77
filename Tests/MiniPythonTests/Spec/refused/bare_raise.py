def f():
    raise  # error: not supported here: a bare 'raise' outside an 'except' block
try:
    1 / 0
except ZeroDivisionError:
    f()
