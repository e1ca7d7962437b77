# What zip makes of inputs of another length or kind.
import random
from micrograd.engine import Value
from micrograd.nn import Neuron

random.seed(3)
n = Neuron(3, nonlin=False)
print(n([1.0, 2.0]), n([1.0, 2.0, 3.0, 4.0]))
# expect: Value(data=-0.34715384463240984, grad=0.0) Value(data=-1.1274228453439343, grad=0.0)
print(n([]) is n.b, n(()) is n.b, n([]))  # expect: True True Value(data=0.0, grad=0.0)
print(n((1, True, Value(2.5))))  # expect: Value(data=-1.0858364624839174, grad=0.0)
print(n(range(3)), n(x for x in [1, 2]), n({1: 'a', 2: 'b'}))
# expect: Value(data=-0.4317208832157793, grad=0.0) Value(data=-0.34715384463240984, grad=0.0) Value(data=-0.34715384463240984, grad=0.0)
inputs = iter([1, 2, 3, 4, 5])
print(n(inputs), next(inputs))  # expect: Value(data=-1.1274228453439343, grad=0.0) 4
print(n(['1', '2', '3']))  # expect: Value(data=-1.1274228453439343, grad=0.0)
