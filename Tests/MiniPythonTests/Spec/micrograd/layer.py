import random
from micrograd.engine import Value
from micrograd.nn import Layer

random.seed(1337)
layer = Layer(2, 3)
print(layer, len(layer.neurons))  # expect: Layer of [ReLUNeuron(2), ReLUNeuron(2), ReLUNeuron(2)] 3
print(layer([1.0, -2.0]))
# expect: [Value(data=0.102443419482938, grad=0.0), Value(data=0.0, grad=0.0), Value(data=0.0, grad=0.0)]
one = Layer(2, 1, nonlin=False)
print(one, one([Value(1.0), Value(2.0)]))  # expect: Layer of [LinearNeuron(2)] Value(data=0.9258609168911669, grad=0.0)
print(Layer(2, 0), Layer(2, 0)([1, 2]), Layer(0, 2)([]))
# expect: Layer of [] [] [Value(data=0.0, grad=0.0), Value(data=0.0, grad=0.0)]
print(Layer(nout=2, nin=1, nonlin=False))  # expect: Layer of [LinearNeuron(1), LinearNeuron(1)]
print([p.data for p in layer.parameters()])
# expect: [0.23550571390294128, 0.06653114721000164, 0.0, -0.26830328150124894, 0.1715747078045431, 0.0, -0.6686254326224383, 0.6487474938152629, 0.0]
layer.neurons = layer.neurons[:1]
print(layer, layer([1.0, 2.0]))  # expect: Layer of [ReLUNeuron(2)] Value(data=0.36856800832294456, grad=0.0)
layer.neurons.append(lambda x: x[0] * 10)
print(layer([1.0, 2.0]))  # expect: [Value(data=0.36856800832294456, grad=0.0), 10.0]
