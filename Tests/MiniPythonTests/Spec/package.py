"""Programs made of the package micrograd's own files, read where they are installed, each with what CPython prints.

Per program two texts, each followed by a zero byte: the program, and its output.
"""

import os
import sys

import micrograd
from oracle import execute

FOLDER = os.path.dirname(micrograd.__file__)

EXPRESSIONS = '''
a = Value(-4.0)
b = Value(2.0)
c = a + b
d = a * b + b**3
c += c + 1
c += 1 + c + (-a)
d += d * 2 + (b + a).relu()
d += 3 * d + (b - a).relu()
e = c - d
f = e**2
g = f / 2.0
g += 10.0 / f
print(f'{g.data:.4f}')
g.backward()
print(f'{a.grad:.4f} {b.grad:.4f}')
print(a, g._op, sorted(child.data for child in g._prev), 2 - a, 6 / b, (a * -1).relu())
try:
    a**b
except AssertionError as error:
    print(error)
'''

TRAINING = '''
random.seed(1337)
model = MLP(2, [6, 6, 1])
print(model, len(model.parameters()))
points = [[random.gauss(0, 1), random.gauss(0, 1)] for _ in range(12)]
labels = [1 if x * y > 0 else -1 for x, y in points]
for step in range(10):
    scores = [model([Value(x) for x in point]) for point in points]
    losses = [(1 + -label * score).relu() for label, score in zip(labels, scores)]
    loss = sum(losses) * (1.0 / len(losses)) + 1e-4 * sum(p * p for p in model.parameters())
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.3 * p.grad
    print(step, f'{loss.data:.9f}')
print(model([0.5, -0.25]).data == model((0.5, -0.25)).data, Neuron(3), Layer(2, 1, nonlin=False))
'''


def read(name):
    with open(os.path.join(FOLDER, name), encoding='utf-8') as file:
        return file.read()


engine, nn = read('engine.py'), read('nn.py')
# The last has networks of the package's own Values instead of the ones that are built in.
own = '\nimport random\n' + nn.replace('import random\nfrom micrograd.engine import Value\n', '')
for program in [engine + EXPRESSIONS, nn + TRAINING, engine + own + TRAINING]:
    output, error, _ = execute(program, 'program.py')
    assert not error, error
    for part in [program, output]:
        sys.stdout.buffer.write(part.encode('utf-8') + b'\0')
