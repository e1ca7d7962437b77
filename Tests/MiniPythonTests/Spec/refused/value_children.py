from micrograd.engine import Value
a = Value(1.0, ())  # error: not supported here: Value with children or an operation
