import random
from micrograd.engine import Value
from micrograd.nn import Layer, MLP, Module, Neuron

random.seed(1)
m = Module()
print(m.parameters(), m.zero_grad(), m.parameters() is m.parameters())  # expect: [] None False
print(Module, Neuron, Layer, MLP)
# expect: <class 'micrograd.nn.Module'> <class 'micrograd.nn.Neuron'> <class 'micrograd.nn.Layer'> <class 'micrograd.nn.MLP'>
print(issubclass(MLP, Module), issubclass(Neuron, Layer), isinstance(Layer(1, 1), Module), MLP.__name__)
# expect: True False True MLP
print(type(Neuron(1)), type(Neuron(1)) is Neuron, Neuron(1) == Neuron(1))
# expect: <class 'micrograd.nn.Neuron'> True False
print(type(m.parameters), type(Module.parameters), Neuron.parameters.__name__)
# expect: <class 'method'> <class 'function'> parameters
print(Module.parameters(3), Neuron.__call__(Neuron(2), []), hasattr(m, 'w'), callable(m), callable(MLP(1, [1])))
# expect: [] Value(data=0.0, grad=0.0) False False True
