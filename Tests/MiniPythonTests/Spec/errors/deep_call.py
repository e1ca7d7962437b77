def a(x):
    return b(x)
def b(x):
    return 1 / x  # error: ZeroDivisionError: division by zero
a(0)
