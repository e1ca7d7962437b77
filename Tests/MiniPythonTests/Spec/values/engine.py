from micrograd.engine import Value
a = Value(-4.0)
b = Value(2.0)
c = a + b
d = a * b + b**3
c += c + 1
c += 1 + c + (-a)
d += d * 2 + (b + a).relu()
d += 3 * d + (b - a).relu()
e = c - d
f = e**2
g = f / 2.0
g += 10.0 / f
print(f"{g.data:.4f}")
g.backward()
print(f"{a.grad:.4f}", f"{b.grad:.4f}")
print(f"{g.data:.10g} {a.grad:.10g} {b.grad:.10g}")
x = Value(0.5)
y = x.tanh() + x.exp() - x.log()
y.backward()
print(y, x, y.label == "", [x.label])
z = Value(3, label="z")
print(z, z.label, z.data, type(z.data))
z.data = 4
z.grad = 1
print(z, -z, z - 1, 1 - z, z / 2, 2 / z, z ** 2, z ** -1, z ** 0.5, 2 * z, z * 2, 2 + z, sum([z, z]))
z.data += 1.5
z.grad *= 3
print(z.data, z.grad, isinstance(z, Value), z == z, z == Value(5.5), len({z, z, x}))
z.label = "w"
print(z.label)
for bad in (lambda: z ** z, lambda: 2 ** z, lambda: z < z, lambda: z + "a", lambda: z + [1], lambda: z / 0, lambda: Value(0.0) ** -1, lambda: Value(-1).log(), lambda: Value(0).log(), lambda: Value(1000).exp(), lambda: z.foo, lambda: float(z), lambda: z[0], lambda: z(), lambda: len(z), lambda: Value("a"), lambda: Value(None), lambda: z.backward(1), lambda: z // 2, lambda: z % 2, lambda: abs(z), lambda: z > 0, lambda: max(z, 1), lambda: 10.0 ** z, lambda: Value(1e200) ** 2):
    try:
        print(bad())
    except Exception as err:
        print(type(err).__name__, err)
w1, w2 = Value(1.0), Value(2.0)
ws = [w1, w2]
loss = sum((w * w for w in ws), Value(0.0))
loss.backward()
loss.backward()
print([w.grad for w in ws], loss)
for w in ws: w.grad = 0
print([w.grad for w in ws])
# expect: 24.7041
# expect: 138.8338 645.5773
# expect: 24.70408163 138.8338192 645.5772595
# expect: Value(data=2.803985608520083, grad=1.0) Value(data=0.5, grad=0.4351690036660556) True ['']
# expect: Value(data=3.0, grad=0.0) z 3.0 <class 'float'>
# expect: Value(data=4.0, grad=1.0) Value(data=-4.0, grad=0.0) Value(data=3.0, grad=0.0) Value(data=-3.0, grad=0.0) Value(data=2.0, grad=0.0) Value(data=0.5, grad=0.0) Value(data=16.0, grad=0.0) Value(data=0.25, grad=0.0) Value(data=2.0, grad=0.0) Value(data=8.0, grad=0.0) Value(data=8.0, grad=0.0) Value(data=6.0, grad=0.0) Value(data=8.0, grad=0.0)
# expect: 5.5 3.0 True True False 2
# expect: w
# expect: AssertionError only supporting int/float powers for now
# expect: TypeError unsupported operand type(s) for ** or pow(): 'int' and 'Value'
# expect: TypeError '<' not supported between instances of 'Value' and 'Value'
# expect: ValueError could not convert string to float: 'a'
# expect: TypeError float() argument must be a string or a real number, not 'list'
# expect: ZeroDivisionError 0.0 cannot be raised to a negative power
# expect: ZeroDivisionError 0.0 cannot be raised to a negative power
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: OverflowError math range error
# expect: AttributeError 'Value' object has no attribute 'foo'
# expect: TypeError float() argument must be a string or a real number, not 'Value'
# expect: TypeError 'Value' object is not subscriptable
# expect: TypeError 'Value' object is not callable
# expect: TypeError object of type 'Value' has no len()
# expect: ValueError could not convert string to float: 'a'
# expect: TypeError float() argument must be a string or a real number, not 'NoneType'
# expect: TypeError Value.backward() takes 1 positional argument but 2 were given
# expect: TypeError unsupported operand type(s) for //: 'Value' and 'int'
# expect: TypeError unsupported operand type(s) for %: 'Value' and 'int'
# expect: TypeError bad operand type for abs(): 'Value'
# expect: TypeError '>' not supported between instances of 'Value' and 'int'
# expect: TypeError '>' not supported between instances of 'int' and 'Value'
# expect: TypeError unsupported operand type(s) for ** or pow(): 'float' and 'Value'
# expect: OverflowError (34, 'Numerical result out of range')
# expect: [8.0, 12.0] Value(data=5.0, grad=1.0)
# expect: [0.0, 0.0]
