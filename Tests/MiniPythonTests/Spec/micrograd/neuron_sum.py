# The bias comes first and the products are added from the left: the digits say so.
import random
from micrograd.engine import Value
from micrograd.nn import Neuron

random.seed(2)
n = Neuron(4, nonlin=False)
n.b.data = 0.1
x = [0.7, -1.3, 2.9, 0.123456789]
total = n.b.data
for w, xi in zip(n.w, x):
    total += w.data * xi
print(n(x).data == total, n(x).data)  # expect: True -3.100406293897181
values = [Value(xi) for xi in x]
print(n(values).data == total, n(tuple(values)).data == total)  # expect: True True
