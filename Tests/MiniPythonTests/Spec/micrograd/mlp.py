import random
from micrograd.nn import MLP

random.seed(1337)
model = MLP(3, [4, 4, 1])
print(model)
# expect: MLP of [Layer of [ReLUNeuron(3), ReLUNeuron(3), ReLUNeuron(3), ReLUNeuron(3)], Layer of [ReLUNeuron(4), ReLUNeuron(4), ReLUNeuron(4), ReLUNeuron(4)], Layer of [LinearNeuron(4)]]
print(len(model.parameters()), len(model.layers))  # expect: 41 3
print(model([2.0, 3.0, -1.0]))  # expect: Value(data=4.000271647734554, grad=0.0)
print(model((2, 3, -1)))  # expect: Value(data=4.000271647734554, grad=0.0)
print([round(p.data, 6) for p in model.parameters()[:8]])
# expect: [0.235506, 0.066531, -0.268303, 0.0, 0.171575, -0.668625, 0.648747, 0.0]
print(random.random())  # expect: 0.45715758654038996
print(MLP(1, []), MLP(1, [])('x'), MLP(2, [2])([1.0, 2.0]))
# expect: MLP of [] x [Value(data=-1.6663616463615587, grad=0.0), Value(data=-0.7636257473033408, grad=0.0)]
