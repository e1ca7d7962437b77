import random
from micrograd.nn import MLP

random.seed(1337)
model = MLP(3, [4, 4, 1])
xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
for step in range(20):
    predictions = [model(x) for x in xs]
    loss = sum((p - y)**2 for p, y in zip(predictions, ys))
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.02 * p.grad
    if step % 5 == 0:
        print(step, f'{loss.data:.10f}')
        # expect: 0 18.4321964740
        # expect: 5 4.0164570113
        # expect: 10 3.7869422153
        # expect: 15 3.4739967954
print([f'{model(x).data:.8f}' for x in xs])  # expect: ['0.06911361', '0.06911361', '-0.43817547', '0.06911361']
