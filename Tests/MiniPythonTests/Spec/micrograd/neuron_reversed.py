# Weights that do not stand as they were made.
import random
from micrograd.nn import Neuron

random.seed(5)
n = Neuron(3, nonlin=False)
n.w.reverse()
x = [1.0, 2.0, 3.0]
out = n(x)
out.backward()
print(out, n.w, n.b)
# expect: Value(data=2.2949452575125227, grad=1.0) [Value(data=0.5903871311313933, grad=1.0), Value(data=0.4835739785214588, grad=2.0), Value(data=0.24580338977940386, grad=3.0)] Value(data=0.0, grad=1.0)
n.w = [n.w[1]] * 3
out = n(x)
out.backward()
print(out, n.w)
# expect: Value(data=2.9014438711287527, grad=1.0) [Value(data=0.4835739785214588, grad=8.0), Value(data=0.4835739785214588, grad=8.0), Value(data=0.4835739785214588, grad=8.0)]
out = n(n.w)
out.backward()
print(out, n.w)
# expect: Value(data=0.7015313781092168, grad=1.0) [Value(data=0.4835739785214588, grad=10.901443871128755), Value(data=0.4835739785214588, grad=10.901443871128755), Value(data=0.4835739785214588, grad=10.901443871128755)]
