import random
from micrograd.nn import Neuron

random.seed(1337)
n = Neuron(2)
print(n, n.w, n.b, n.nonlin)
# expect: ReLUNeuron(2) [Value(data=0.23550571390294128, grad=0.0), Value(data=0.06653114721000164, grad=0.0)] Value(data=0.0, grad=0.0) True
print(n([1.0, -2.0]), n([-1.0, 2.0]))  # expect: Value(data=0.102443419482938, grad=0.0) Value(data=0.0, grad=0.0)
linear = Neuron(3, nonlin=False)
print(linear, linear([1.0, 2.0, 3.0]))  # expect: LinearNeuron(3) Value(data=-1.9310301637594778, grad=0.0)
print(Neuron(0), Neuron(1, False), Neuron(nin=1, nonlin=0))  # expect: ReLUNeuron(0) LinearNeuron(1) LinearNeuron(1)
