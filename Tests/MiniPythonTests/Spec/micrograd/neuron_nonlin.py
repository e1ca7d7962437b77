import random
from micrograd.nn import Neuron

random.seed(6)
n = Neuron(1)
n.w[0].data = -1.0
print(n([2.0]), n)  # expect: Value(data=0.0, grad=0.0) ReLUNeuron(1)
n.nonlin = []
print(n([2.0]), n)  # expect: Value(data=-2.0, grad=0.0) LinearNeuron(1)
n.nonlin = 'yes'
print(n([2.0]), n)  # expect: Value(data=0.0, grad=0.0) ReLUNeuron(1)
