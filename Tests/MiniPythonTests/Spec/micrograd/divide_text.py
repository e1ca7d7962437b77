from micrograd.engine import Value
try:
    () / Value(0)
except ZeroDivisionError as error:
    print(error)  # expect: 0.0 cannot be raised to a negative power
