class Value:
    def __init__(self, data, _children=(), _op=''):
        self.data = data
        self.grad = 0
        self._backward = lambda: None
        self._prev = set(_children)
        self._op = _op
    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), '+')
        def _backward():
            self.grad += out.grad
            other.grad += out.grad
        out._backward = _backward
        return out
    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), '*')
        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._backward = _backward
        return out
    def __radd__(self, other): return self + other
    def __rmul__(self, other): return self * other
    def backward(self):
        topo = []
        visited = set()
        def build_topo(v):
            if v not in visited:
                visited.add(v)
                for child in v._prev:
                    build_topo(child)
                topo.append(v)
        build_topo(self)
        self.grad = 1
        for v in reversed(topo):
            v._backward()
    def __repr__(self):
        return f"Value(data={self.data}, grad={self.grad})"
a = Value(2.0); b = Value(-3.0); c = Value(10.0); ff = Value(-2.0)
L = (a * b + c) * ff
L.backward()
print(L)  # expect: Value(data=-8.0, grad=1)
print(a, b)  # expect: Value(data=2.0, grad=6.0) Value(data=-3.0, grad=-4.0)
print(c, ff)  # expect: Value(data=10.0, grad=-2.0) Value(data=-2.0, grad=4.0)
print(sum([a, b]))  # expect: Value(data=-1.0, grad=0)
