# A network of one's own.
import random
from micrograd.engine import Value
from micrograd.nn import Layer, Module, Neuron

random.seed(10)


class Net(Module):
    def __init__(self, nin):
        super().__init__()
        self.hidden = Layer(nin, 3)
        self.out = Neuron(3, nonlin=False)
        self.scale = Value(2.0)

    def __call__(self, x):
        return self.out(self.hidden(x)) * self.scale

    def parameters(self):
        return self.hidden.parameters() + self.out.parameters() + [self.scale]


net = Net(2)
out = net([1.0, -0.5])
out.backward()
print(out, isinstance(net, Module), len(net.parameters()))  # expect: Value(data=-0.4553247613397999, grad=1.0) True 14
print([f'{p.grad:.10g}' for p in net.parameters()])
# expect: ['0.6138901356', '-0.3069450678', '0.6138901356', '-1.359081774', '0.679540887', '-1.359081774', '0.08267743856', '-0.04133871928', '0.08267743856', '0.4278322694', '0.9001687403', '0.6061072604', '2', '-0.2276623807']
net.zero_grad()
print([p.grad for p in net.parameters()])  # expect: [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]


class Empty(Module):
    pass


print(Empty().parameters(), Empty().zero_grad())  # expect: [] None


class Lazy(Module):
    def __init__(self):
        self.w = Value(1.0)

    def parameters(self):
        yield self.w


lazy = Lazy()
lazy.w.grad = 3.0
lazy.zero_grad()
print(lazy.w)  # expect: Value(data=1.0, grad=0.0)
