from micrograd.engine import Value
a = Value(2.0)
a / Value(0)  # error: ZeroDivisionError: 0.0 cannot be raised to a negative power
