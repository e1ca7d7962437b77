# The attributes are ordinary ones, and so are the lists in them.
import random
from micrograd.engine import Value
from micrograd.nn import Neuron

random.seed(4)
n = Neuron(2, nonlin=False)
n.w[0] = Value(3.0)
n.b = Value(0.5)
out = n([2.0, 4.0])
out.backward()
print(out, n.w, n.b)
# expect: Value(data=3.3253282738457264, grad=1.0) [Value(data=3.0, grad=2.0), Value(data=-0.7936679315385684, grad=4.0)] Value(data=0.5, grad=1.0)
print(n.parameters()[0] is n.w[0], n.parameters()[2] is n.b)  # expect: True True
n.w[1] = 0.25
print(n([2.0, 4.0]), n([Value(2.0), Value(4.0)]))  # expect: Value(data=7.5, grad=0.0) Value(data=7.5, grad=0.0)
n.w.append(Value(1.0))
print(n, n([2.0, 4.0, 8.0]))  # expect: LinearNeuron(3) Value(data=15.5, grad=0.0)
n.w = (Value(1.0), Value(2.0))
print(n, n([3.0, 4.0]))  # expect: LinearNeuron(2) Value(data=11.5, grad=0.0)
n.b = 7
print(n([3.0, 4.0]), n([]))  # expect: Value(data=18.0, grad=0.0) 7
n.w = [1, 2]
print(n([3.0, 4.0]))  # expect: 18.0
n.w = [Value(1.0), Value(2.0)]
n.w[1] = n.w[0]
n.b = n.w[0]
out = n([3.0, 4.0])
out.backward()
print(out, n.w, n.b)
# expect: Value(data=8.0, grad=1.0) [Value(data=1.0, grad=8.0), Value(data=1.0, grad=8.0)] Value(data=1.0, grad=8.0)
n.note = 'kept'
print(n.note, n.nonlin)  # expect: kept False
