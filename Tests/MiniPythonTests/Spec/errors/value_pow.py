from micrograd.engine import Value
a = Value(2.0)
a ** a  # error: AssertionError: only supporting int/float powers for now
