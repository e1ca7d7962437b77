def f(x):
    try:
        return 10 / x  # error: ZeroDivisionError: division by zero
    except TypeError:
        return 0
f(0)
