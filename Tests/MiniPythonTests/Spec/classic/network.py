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


class Module:
    def zero_grad(self):
        for p in self.parameters():
            p.grad = 0

    def parameters(self):
        return []


class Neuron(Module):
    def __init__(self, nin, nonlin=True):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(0.0)
        self.nonlin = nonlin

    def __call__(self, x):
        total = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
        return total.relu() if self.nonlin else total

    def parameters(self):
        return self.w + [self.b]

    def __repr__(self):
        return f"{'ReLU' if self.nonlin else 'Linear'}Neuron({len(self.w)})"


class Layer(Module):
    def __init__(self, nin, nout, **kwargs):
        self.neurons = [Neuron(nin, **kwargs) for _ in range(nout)]

    def __call__(self, x):
        outs = [n(x) for n in self.neurons]
        return outs[0] if len(outs) == 1 else outs

    def parameters(self):
        return [p for n in self.neurons for p in n.parameters()]

    def __repr__(self):
        return f"Layer of [{', '.join(str(n) for n in self.neurons)}]"


class MLP(Module):
    def __init__(self, nin, nouts):
        sizes = [nin] + nouts
        self.layers = [Layer(sizes[i], sizes[i + 1], nonlin=i != len(nouts) - 1) for i in range(len(nouts))]

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

    def parameters(self):
        return [p for layer in self.layers for p in layer.parameters()]

    def __repr__(self):
        return f"MLP of [{', '.join(str(layer) for layer in self.layers)}]"


random.seed(1337)
model = MLP(2, [4, 4, 1])
print(model)
# expect: MLP of [Layer of [ReLUNeuron(2), ReLUNeuron(2), ReLUNeuron(2), ReLUNeuron(2)], Layer of [ReLUNeuron(4), ReLUNeuron(4), ReLUNeuron(4), ReLUNeuron(4)], Layer of [LinearNeuron(4)]]
print('number of parameters', len(model.parameters()))  # expect: number of parameters 37
# No input is 0, where a neuron without a bias stands at the kink of relu and the last bit decides.
xs = [[0.13, -0.21], [0.17, 1.1], [0.93, 0.06], [1.2, 0.85]]
ys = [-1, 1, 1, -1]


def loss():
    inputs = [list(map(Value, row)) for row in xs]
    scores = list(map(model, inputs))
    losses = [(1 + -yi * scorei).relu() for yi, scorei in zip(ys, scores)]
    data_loss = sum(losses) * (1.0 / len(losses))
    reg_loss = 1e-4 * sum((p * p for p in model.parameters()))
    accuracy = [(yi > 0) == (scorei.data > 0) for yi, scorei in zip(ys, scores)]
    return data_loss + reg_loss, sum(accuracy) / len(accuracy)


for k in range(20):
    total, accuracy = loss()
    model.zero_grad()
    total.backward()
    learning_rate = 0.5 - 0.4 * k / 20
    for p in model.parameters():
        p.data -= learning_rate * p.grad
    if k % 4 == 0:
        print(f'step {k} loss {total.data:.8f}, accuracy {accuracy * 100}%')
        # expect: step 0 loss 0.81660497, accuracy 50.0%
        # expect: step 4 loss 0.69774419, accuracy 75.0%
        # expect: step 8 loss 0.63777570, accuracy 75.0%
        # expect: step 12 loss 0.53729516, accuracy 75.0%
        # expect: step 16 loss 0.45796186, accuracy 75.0%
print([round(p.data, 6) for p in model.parameters()[:6]])
# expect: [0.419256, -0.081862, -0.012313, -0.321627, 0.35141, 0.04226]
