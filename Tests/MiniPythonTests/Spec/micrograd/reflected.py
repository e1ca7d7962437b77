from micrograd.engine import Value
v = Value(4)
class Plain: pass
class Unsure:
    def __add__(self, other): return NotImplemented
    def __sub__(self, other): return NotImplemented
    def __mul__(self, other): return NotImplemented
    def __truediv__(self, other): return NotImplemented
    def __pow__(self, other): return NotImplemented
class Number(Unsure):
    def __float__(self): return 2.5
class Sum:
    def __add__(self, other): return 'sum', other
    def __mul__(self, other): return 'product', other
class Signed:
    def __neg__(self): return 3
    def __pow__(self, other): return 0.5
def attempt(f):
    try:
        print(f())
    except TypeError as error:
        print(error)
for x in Plain(), Unsure(), Number(), Sum(), Signed():
    for f in [
        lambda: x + v, lambda: x - v, lambda: x * v, lambda: x / v, lambda: x ** v, lambda: x // v,
        lambda: v + x, lambda: v - x, lambda: v * x, lambda: v / x]:
        attempt(f)
def add():
    y = x
    y += v
    return y
def subtract():
    y = x
    y -= v
    return y
for x in Plain(), Unsure(), Number(), Sum():
    attempt(add)
    attempt(subtract)
w = Number() + v * 2
(Number() / w).backward()
print(w, v)
# expect: float() argument must be a string or a real number, not 'Plain'
# expect: float() argument must be a string or a real number, not 'Plain'
# expect: float() argument must be a string or a real number, not 'Plain'
# expect: float() argument must be a string or a real number, not 'Plain'
# expect: unsupported operand type(s) for ** or pow(): 'Plain' and 'Value'
# expect: unsupported operand type(s) for //: 'Plain' and 'Value'
# expect: float() argument must be a string or a real number, not 'Plain'
# expect: bad operand type for unary -: 'Plain'
# expect: float() argument must be a string or a real number, not 'Plain'
# expect: unsupported operand type(s) for ** or pow(): 'Plain' and 'int'
# expect: float() argument must be a string or a real number, not 'Unsure'
# expect: float() argument must be a string or a real number, not 'Unsure'
# expect: float() argument must be a string or a real number, not 'Unsure'
# expect: float() argument must be a string or a real number, not 'Unsure'
# expect: unsupported operand type(s) for ** or pow(): 'Unsure' and 'Value'
# expect: unsupported operand type(s) for //: 'Unsure' and 'Value'
# expect: float() argument must be a string or a real number, not 'Unsure'
# expect: bad operand type for unary -: 'Unsure'
# expect: float() argument must be a string or a real number, not 'Unsure'
# expect: unsupported operand type(s) for ** or pow(): 'Unsure' and 'int'
# expect: Value(data=6.5, grad=0.0)
# expect: Value(data=-1.5, grad=0.0)
# expect: Value(data=10.0, grad=0.0)
# expect: Value(data=0.625, grad=0.0)
# expect: unsupported operand type(s) for ** or pow(): 'Number' and 'Value'
# expect: unsupported operand type(s) for //: 'Number' and 'Value'
# expect: Value(data=6.5, grad=0.0)
# expect: bad operand type for unary -: 'Number'
# expect: Value(data=10.0, grad=0.0)
# expect: unsupported operand type(s) for ** or pow(): 'Number' and 'int'
# expect: ('sum', Value(data=4.0, grad=0.0))
# expect: ('sum', Value(data=-4.0, grad=0.0))
# expect: ('product', Value(data=4.0, grad=0.0))
# expect: ('product', Value(data=0.25, grad=0.0))
# expect: unsupported operand type(s) for ** or pow(): 'Sum' and 'Value'
# expect: unsupported operand type(s) for //: 'Sum' and 'Value'
# expect: float() argument must be a string or a real number, not 'Sum'
# expect: bad operand type for unary -: 'Sum'
# expect: float() argument must be a string or a real number, not 'Sum'
# expect: unsupported operand type(s) for ** or pow(): 'Sum' and 'int'
# expect: float() argument must be a string or a real number, not 'Signed'
# expect: float() argument must be a string or a real number, not 'Signed'
# expect: float() argument must be a string or a real number, not 'Signed'
# expect: float() argument must be a string or a real number, not 'Signed'
# expect: 0.5
# expect: unsupported operand type(s) for //: 'Signed' and 'Value'
# expect: float() argument must be a string or a real number, not 'Signed'
# expect: Value(data=7.0, grad=0.0)
# expect: float() argument must be a string or a real number, not 'Signed'
# expect: Value(data=2.0, grad=0.0)
# expect: float() argument must be a string or a real number, not 'Plain'
# expect: float() argument must be a string or a real number, not 'Plain'
# expect: float() argument must be a string or a real number, not 'Unsure'
# expect: float() argument must be a string or a real number, not 'Unsure'
# expect: Value(data=6.5, grad=0.0)
# expect: Value(data=-1.5, grad=0.0)
# expect: ('sum', Value(data=4.0, grad=0.0))
# expect: ('sum', Value(data=-4.0, grad=0.0))
# expect: Value(data=10.5, grad=-0.022675736961451247) Value(data=4.0, grad=-0.045351473922902494)
