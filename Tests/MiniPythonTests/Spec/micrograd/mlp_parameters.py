import random
from micrograd.nn import MLP

random.seed(9)
model = MLP(2, [2, 1])
first = model.parameters()
print(all(a is b for a, b in zip(first, model.parameters())), first is model.parameters())  # expect: True False
order = []
for layer in model.layers:
    for neuron in layer.neurons:
        order += neuron.w + [neuron.b]
print(all(a is b for a, b in zip(first, order)), len(order))  # expect: True 9
for p in model.parameters():
    p.data -= 0.5
    p.grad = 1
print(sum(p.data for p in first), [p.grad for p in order])
# expect: -5.798724628311617 [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0]
model.zero_grad()
print(first[0], model.layers[0].neurons[0].w[0])
# expect: Value(data=-0.5739852843699571, grad=0.0) Value(data=-0.5739852843699571, grad=0.0)
