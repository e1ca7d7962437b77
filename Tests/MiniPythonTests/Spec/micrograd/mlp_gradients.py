import random
from micrograd.nn import MLP

random.seed(42)
model = MLP(2, [3, 2, 1])
out = model([0.5, -1.5])
loss = (out - 1.0)**2
loss.backward()
print(loss)  # expect: Value(data=2.850479399412411, grad=1.0)
for p in model.parameters():
    print(f'{p.data:.12g} {p.grad:.12g}')
    # expect: 0.278853596916 1.2539808342
    # expect: -0.949978489555 -3.76194250261
    # expect: 0 2.50796166841
    # expect: -0.449941363262 -1.32074903919
    # expect: -0.553578523702 3.96224711758
    # expect: 0 -2.64149807838
    # expect: 0.472942428328 0
    # expect: 0.353398974846 0
    # expect: 0 0
    # expect: 0.78435913541 5.00209833147
    # expect: -0.826122334741 1.93573665718
    # expect: -0.156156360629 0
    # expect: 0 3.19746600146
    # expect: -0.940405561124 0
    # expect: -0.562724050393 0
    # expect: 0.0107105762067 0
    # expect: 0 0
    # expect: -0.946928060632 -2.45455418681
    # expect: -0.602324698627 0
    # expect: 0 -3.37667256299
model.zero_grad()
print([p.grad for p in model.parameters()] == [0] * len(model.parameters()))  # expect: True
