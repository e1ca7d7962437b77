from micrograd.engine import Value

a = Value(2.0)
b = Value(-3.0)
d = a * b + 1
d.backward()
print(d, a)  # expect: Value(data=-5.0, grad=1.0) Value(data=2.0, grad=-3.0)
print(b.grad, a.label == "")  # expect: 2.0 True
