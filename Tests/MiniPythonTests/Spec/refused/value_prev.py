from micrograd.engine import Value
a = Value(1.0) + 1
print(a._prev)  # error: not supported here: the attribute '_prev' of Values
