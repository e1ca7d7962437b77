# The moons demo with the numbers and the network of micrograd. Five steps.
import random

from micrograd.engine import Value
from micrograd.nn import MLP

random.seed(1337)
xs, ys = [], []
for i in range(100):
    angle = i / 32
    if i % 2 == 0:
        xs.append([angle - 1.5, 1 - (angle - 1.5) * (angle - 1.5)])
    else:
        xs.append([angle - 0.5, (angle - 1.5) * (angle - 1.5) - 0.5])
    ys.append(1.0 if i % 2 == 0 else -1.0)

model = MLP(2, [16, 16, 1])
for step in range(5):
    scores = [model([Value(n) for n in x]) for x in xs]
    losses = [(1 + -y * score).relu() for y, score in zip(ys, scores)]
    loss = sum(losses) * (1.0 / len(losses)) + 0.0001 * sum(p * p for p in model.parameters())
    model.zero_grad()
    loss.backward()
    rate = 1 - 0.9 * step / 5
    for p in model.parameters():
        p.data -= rate * p.grad
    print(step, f"{loss.data:.9f}")
