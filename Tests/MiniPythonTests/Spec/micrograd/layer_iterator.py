# An iterator is used up by the first neuron.
import random
from micrograd.nn import Layer

random.seed(8)
layer = Layer(2, 3, nonlin=False)
print(layer(iter([1.0, 2.0])))
# expect: [Value(data=1.3025918620996288, grad=0.0), Value(data=0.0, grad=0.0), Value(data=0.0, grad=0.0)]
print(layer(x for x in [1.0, 2.0, 3.0, 4.0]))
# expect: [Value(data=1.3025918620996288, grad=0.0), Value(data=-0.6034792251219794, grad=0.0), Value(data=0.0, grad=0.0)]
