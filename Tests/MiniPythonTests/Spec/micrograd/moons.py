# The shape of the package's demo: a hinge loss and a penalty on the weights.
import random
from micrograd.engine import Value
from micrograd.nn import MLP

random.seed(1337)
model = MLP(2, [8, 8, 1])
xs, ys = [], []
for i in range(20):
    t = i / 6
    xs.append([t - 1.5, 1 - (t - 1.5)**2] if i % 2 == 0 else [t - 0.5, (t - 1.5)**2 - 0.5])
    ys.append(1 if i % 2 == 0 else -1)
for step in range(5):
    inputs = [list(map(Value, x)) for x in xs]
    scores = list(map(model, inputs))
    losses = [(1 + -y * s).relu() for y, s in zip(ys, scores)]
    data_loss = sum(losses) * (1.0 / len(losses))
    reg_loss = 1e-4 * sum((p * p for p in model.parameters()))
    loss = data_loss + reg_loss
    accuracy = [(y > 0) == (s.data > 0) for y, s in zip(ys, scores)]
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.5 * p.grad
    print(f'{loss.data:.10f} {sum(accuracy) / len(accuracy)}')
    # expect: 1.5003109313 0.35
    # expect: 0.9260493749 0.5
    # expect: 0.7232888291 0.7
    # expect: 0.6692217118 0.75
    # expect: 0.6864020268 0.7
