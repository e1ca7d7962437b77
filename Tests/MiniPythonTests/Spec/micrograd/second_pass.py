# A difference and a quotient hold gradients in between, as in the package: a second pass adds to what they hold.
from micrograd.engine import Value
a = Value(3.0)
b = Value(2.0)
L = a / b
L.backward()
L.backward()
print(a.grad, b.grad)  # expect: 1.0 -2.25
a = Value(3.0)
b = Value(2.0)
L = a - b
L.backward()
L.backward()
print(a.grad, b.grad)  # expect: 2.0 -3.0
a = Value(3.0)
L = (10 - a) * (1 / a) - a / 4 - 1
L.backward()
L.backward()
print(L.data, a.grad)  # expect: 0.583333333333333 -7.916666666666666
