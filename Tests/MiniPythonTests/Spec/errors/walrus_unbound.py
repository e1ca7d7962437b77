def f():
    print(all((last := x) for x in []))
    return last  # error: UnboundLocalError: cannot access local variable 'last' where it is not associated with a value


f()  # expect: True
