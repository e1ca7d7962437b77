class A: pass
class B:
    def __init__(self, *values, **names): pass
class C(Exception): pass
class D(Exception):
    def __init__(self, *values): pass
def f(*values, **names): return names
def attempt(callee, *values):
    try:
        print(callee(*values, **{'x': 1, 2: 3}))
    except TypeError as error:
        print(error)
for callee in f, lambda **names: names, A, B, C, D, ValueError, KeyError:
    attempt(callee)
attempt(object, 1)
attempt(slice, 1)
attempt(staticmethod, f)
attempt(print, 1)
attempt(len, [])
attempt([].append, 1)
attempt(dict)
attempt(list, [])
attempt(f'{1}', 1)
def key():
    print('asked')
    return {2: 4}
try:
    f(**{1: 2}, **key())
except TypeError as error:
    print(error)
try:
    f(**{2: 3}, **key())
except TypeError as error:
    print(error)
Exception(**{1: 2})  # error: TypeError: Exception() takes no keyword arguments
# expect: keywords must be strings
# expect: keywords must be strings
# expect: A() takes no arguments
# expect: keywords must be strings
# expect: C() takes no keyword arguments
# expect: keywords must be strings
# expect: ValueError() takes no keyword arguments
# expect: KeyError() takes no keyword arguments
# expect: object() takes no arguments
# expect: slice() takes no keyword arguments
# expect: staticmethod() takes no keyword arguments
# expect: keywords must be strings
# expect: keywords must be strings
# expect: keywords must be strings
# expect: keywords must be strings
# expect: keywords must be strings
# expect: 'str' object is not callable
# expect: asked
# expect: keywords must be strings
# expect: asked
# expect: __main__.f() got multiple values for keyword argument '2'
