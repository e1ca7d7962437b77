# Without inputs nothing is drawn.
from micrograd.nn import Neuron

print(Neuron(0), Neuron(0, nonlin=False)([1, 2]))  # expect: ReLUNeuron(0) Value(data=0.0, grad=0.0)
