import math
import random


class Value:
    """A number that knows what it was made of."""

    def __init__(self, data, _children=(), _op='', label=''):
        self.data = data
        self.grad = 0.0
        self._prev = set(_children)
        self._op = _op
        self._backward = lambda: None
        self.label = label

    def __repr__(self):
        return f'Value({self.data:.6f}, grad={self.grad:.6f})'

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        result = Value(self.data + other.data, (self, other), '+')

        def flow():
            self.grad += result.grad
            other.grad += result.grad

        result._backward = flow
        return result

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        result = Value(self.data * other.data, (self, other), '*')

        def flow():
            self.grad += other.data * result.grad
            other.grad += self.data * result.grad

        result._backward = flow
        return result

    def __pow__(self, power):
        assert isinstance(power, (int, float)), 'a power is a plain number'
        result = Value(self.data**power, (self,), f'**{power}')

        def flow():
            self.grad += power * self.data**(power - 1) * result.grad

        result._backward = flow
        return result

    def relu(self):
        result = Value(self.data if self.data > 0 else 0.0, (self,), 'relu')

        def flow():
            self.grad += (result.data > 0) * result.grad

        result._backward = flow
        return result

    def tanh(self):
        t = (math.exp(2 * self.data) - 1) / (math.exp(2 * self.data) + 1)
        result = Value(t, (self,), 'tanh')

        def flow():
            self.grad += (1 - t**2) * result.grad

        result._backward = flow
        return result

    def exp(self):
        result = Value(math.exp(self.data), (self,), 'exp')

        def flow():
            self.grad += result.data * result.grad

        result._backward = flow
        return result

    def backward(self):
        order = []
        seen = set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for child in value._prev:
                    visit(child)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            value._backward()

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __truediv__(self, other):
        return self * other**-1

    def __radd__(self, other):
        return self + other

    def __rsub__(self, other):
        return other + -self

    def __rmul__(self, other):
        return self * other

    def __rtruediv__(self, other):
        return other * self**-1


a = Value(2.0, label='a')
b = Value(-3.0, label='b')
c = Value(10.0, label='c')
e = a * b
e.label = 'e'
d = e + c
f = Value(-2.0)
L = d * f
L.backward()
print(L, a, b, c, f)
# expect: Value(-8.000000, grad=1.000000) Value(2.000000, grad=6.000000) Value(-3.000000, grad=-4.000000) Value(10.000000, grad=-2.000000) Value(-2.000000, grad=4.000000)
print(L._op, sorted(child.label for child in d._prev), len(L._prev))  # expect: * ['c', 'e'] 2

x1, x2 = Value(2.0), Value(0.0)
w1, w2 = Value(-3.0), Value(1.0)
o = (x1 * w1 + x2 * w2 + 6.8813735870195432).tanh()
o.backward()
print(o, x1, w1, x2, w2)
# expect: Value(0.707107, grad=1.000000) Value(2.000000, grad=-1.500000) Value(-3.000000, grad=1.000000) Value(0.000000, grad=0.500000) Value(1.000000, grad=0.000000)

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
g.backward()
print(f'{g.data:.4f} {a.grad:.4f} {b.grad:.4f}')  # expect: 24.7041 138.8338 645.5773

a = Value(3.0)
b = a + a
b.backward()
print(a)  # expect: Value(3.000000, grad=2.000000)
a = Value(0.5)
((2 - a) / (1 + a.exp())).backward()
print(a)  # expect: Value(0.500000, grad=-0.730046)
try:
    a**a
except AssertionError as error:
    print(error)  # expect: a power is a plain number
