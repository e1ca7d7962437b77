# The package's own classes can be refined too.
import random
from micrograd.engine import Value
from micrograd.nn import Layer, MLP, Neuron

random.seed(11)


class Scaled(Neuron):
    def __init__(self, nin):
        super().__init__(nin, nonlin=False)
        self.scale = Value(10.0)

    def __call__(self, x):
        return super().__call__(x) * self.scale

    def parameters(self):
        return super().parameters() + [self.scale]


n = Scaled(2)
print(n, n([1.0, 2.0]), len(n.parameters()))  # expect: LinearNeuron(2) Value(data=1.4384865134162106, grad=0.0) 4
layer = Layer(2, 2)
layer.neurons[1] = n
print(layer, layer([1.0, 2.0]), len(layer.parameters()))
# expect: Layer of [ReLUNeuron(2), LinearNeuron(2)] [Value(data=0.711021448446552, grad=0.0), Value(data=1.4384865134162106, grad=0.0)] 7


class Tanh(MLP):
    def __call__(self, x):
        return super().__call__(x).tanh()


model = Tanh(2, [2, 1])
print(model, model([1.0, 2.0]), type(model))
# expect: MLP of [Layer of [ReLUNeuron(2), ReLUNeuron(2)], Layer of [LinearNeuron(2)]] Value(data=-0.510148269382567, grad=0.0) <class '__main__.Tanh'>
out = model([0.5, 0.5])
model.zero_grad()
out.backward()
print([f'{p.grad:.10g}' for p in model.parameters()])
# expect: ['0', '0', '0', '-0.1912624185', '-0.1912624185', '-0.382524837', '0', '0.4113818302', '0.9728567998']


class Constant(Neuron):
    w = [Value(1.0)]
    b = Value(5.0)
    nonlin = True

    def __init__(self):
        pass


print(Constant(), Constant()([2.0]))  # expect: ReLUNeuron(1) Value(data=7.0, grad=0.0)
