import random
from micrograd.engine import Value
from micrograd.nn import Neuron

random.seed(1)
n = Neuron(3, nonlin=False)
x = [Value(1.5), Value(-2.0), Value(0.25)]
out = n(x)
out.backward()
print(out)  # expect: Value(data=-2.35475490592342, grad=1.0)
print(n.w)
# expect: [Value(data=-0.7312715117751976, grad=1.5), Value(data=0.6948674738744653, grad=-2.0), Value(data=0.5275492379532281, grad=0.25)]
print(n.b, x)
# expect: Value(data=0.0, grad=1.0) [Value(data=1.5, grad=-0.7312715117751976), Value(data=-2.0, grad=0.6948674738744653), Value(data=0.25, grad=0.5275492379532281)]
out.backward()
print(n.w)
# expect: [Value(data=-0.7312715117751976, grad=7.5), Value(data=0.6948674738744653, grad=-8.0), Value(data=0.5275492379532281, grad=0.75)]
print(n.b, x)
# expect: Value(data=0.0, grad=4.0) [Value(data=1.5, grad=-3.656357558875988), Value(data=-2.0, grad=2.7794698954978614), Value(data=0.25, grad=1.5826477138596842)]
