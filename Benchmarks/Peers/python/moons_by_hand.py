# The moons demo on an engine written by hand, as the lesson writes it: a class of numbers with closures for the
# backward pass, and a network on top. Five steps.


class Draws:
    """The same uniform numbers in every language, between -1 and 1."""

    def __init__(self):
        self.state = 1337

    def uniform(self):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return self.state / 1073741824 - 1


class Value:
    def __init__(self, data, children=(), op=""):
        self.data = data
        self.grad = 0.0
        self.children = set(children)
        self.op = op
        self.send_back = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), "+")

        def send_back():
            self.grad += out.grad
            other.grad += out.grad

        out.send_back = send_back
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), "*")

        def send_back():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.send_back = send_back
        return out

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0, (self,), "relu")

        def send_back():
            if out.data > 0:
                self.grad += out.grad

        out.send_back = send_back
        return out

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def backward(self):
        order = []
        seen = set()

        def visit(value):
            if value not in seen:
                seen.add(value)
                for child in value.children:
                    visit(child)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            value.send_back()


class Module:
    def parameters(self):
        return []

    def zero_grad(self):
        for p in self.parameters():
            p.grad = 0.0


class Neuron(Module):
    def __init__(self, inputs, draws, nonlin=True):
        self.weights = [Value(draws.uniform()) for _ in range(inputs)]
        self.bias = Value(0.0)
        self.nonlin = nonlin

    def __call__(self, x):
        act = sum((w * n for w, n in zip(self.weights, x)), self.bias)
        return act.relu() if self.nonlin else act

    def parameters(self):
        return self.weights + [self.bias]


class Layer(Module):
    def __init__(self, inputs, outputs, draws, **options):
        self.neurons = [Neuron(inputs, draws, **options) for _ in range(outputs)]

    def __call__(self, x):
        out = [neuron(x) for neuron in self.neurons]
        return out[0] if len(out) == 1 else out

    def parameters(self):
        return [p for neuron in self.neurons for p in neuron.parameters()]


class MLP(Module):
    def __init__(self, inputs, outputs, draws):
        sizes = [inputs] + outputs
        self.layers = [
            Layer(sizes[i], sizes[i + 1], draws, nonlin=i != len(outputs) - 1) for i in range(len(outputs))
        ]

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

    def parameters(self):
        return [p for layer in self.layers for p in layer.parameters()]


def moons():
    xs, ys = [], []
    for i in range(100):
        angle = i / 32
        if i % 2 == 0:
            xs.append([angle - 1.5, 1 - (angle - 1.5) * (angle - 1.5)])
        else:
            xs.append([angle - 0.5, (angle - 1.5) * (angle - 1.5) - 0.5])
        ys.append(1.0 if i % 2 == 0 else -1.0)
    return xs, ys


def train(steps):
    xs, ys = moons()
    model = MLP(2, [16, 16, 1], Draws())
    for step in range(steps):
        scores = [model([Value(n) for n in x]) for x in xs]
        losses = [(1 + -y * score).relu() for y, score in zip(ys, scores)]
        loss = sum(losses) * (1.0 / len(losses)) + 0.0001 * sum(p * p for p in model.parameters())
        model.zero_grad()
        loss.backward()
        rate = 1 - 0.9 * step / steps
        for p in model.parameters():
            p.data -= rate * p.grad
        # Sets of instances have no order of their own, so the last digits may differ.
        print(step, f"{loss.data:.9f}")


train(5)
