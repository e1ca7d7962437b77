"""PyTorch, one tensor a number and, as "batched", one tensor a layer. Prints a result and the seconds
of the processor that it took."""
import sys
import time

import torch

from workload import moons, rate, weights

torch.set_num_threads(1)


def leaf(number):
    return torch.tensor(number, dtype=torch.float64, requires_grad=True)


def w1(rounds):
    total = 0.0
    for _ in range(rounds):
        a, b, c, f = leaf(0.5), leaf(-0.25), leaf(0.75), leaf(1.5)
        ((a * b + c) * f).tanh().backward()
        total += a.grad.item()
    return total


def w3(ops):
    x, c = leaf(0.5), leaf(0.999)
    for i in range(ops):
        x = x * c if i % 3 == 0 else x + c if i % 3 == 1 else x.tanh()
    x.backward()
    return c.grad.item()


def total(leaves):
    zero = x = leaf(0.0)
    every = [zero]
    for i in range(leaves):
        every.append(leaf(float(i)))
        x = x + every[-1]
    x.backward()
    return sum(n.grad.item() for n in every)


SIZES = [2, 16, 16, 1]


def w2(steps):
    xs, ys = moons()
    draws = weights()
    layers = [
        [([leaf(next(draws)) for _ in range(inputs)], leaf(0.0)) for _ in range(outputs)]
        for inputs, outputs in zip(SIZES, SIZES[1:])
    ]
    parameters = [p for layer in layers for ws, b in layer for p in ws + [b]]
    for step in range(steps):
        losses = []
        for x, y in zip(xs, ys):
            values = [torch.tensor(n, dtype=torch.float64) for n in x]
            for index, layer in enumerate(layers):
                values = [sum((w * v for w, v in zip(ws, values)), b) for ws, b in layer]
                if index < 2:
                    values = [v.relu() for v in values]
            losses.append((1 + -y * values[0]).relu())
        loss = sum(losses) * (1.0 / len(losses)) + 1e-4 * sum(p * p for p in parameters)
        loss.backward()
        with torch.no_grad():
            for p in parameters:
                p -= rate(step, steps) * p.grad
                p.grad = None
    return loss.item()


def batched(steps):
    xs, ys = moons()
    x, y = torch.tensor(xs, dtype=torch.float64), torch.tensor(ys, dtype=torch.float64)
    draws = weights()
    parameters = []
    for inputs, outputs in zip(SIZES, SIZES[1:]):
        rows = [[next(draws) for _ in range(inputs)] for _ in range(outputs)]
        parameters += [torch.tensor(rows, dtype=torch.float64, requires_grad=True)]
        parameters += [torch.zeros(outputs, dtype=torch.float64, requires_grad=True)]
    w1, b1, w2, b2, w3, b3 = parameters
    for step in range(steps):
        hidden = torch.relu(torch.addmm(b2, torch.relu(torch.addmm(b1, x, w1.T)), w2.T))
        score = torch.addmm(b3, hidden, w3.T)[:, 0]
        loss = torch.relu(1 - y * score).mean() + 1e-4 * sum((p * p).sum() for p in parameters)
        gradients = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            torch._foreach_add_(parameters, gradients, alpha=-rate(step, steps))
    return loss.item()


count = int(sys.argv[2])
workload = {"W1": w1, "W2": w2, "W3": w3, "sum": total, "batched": batched}[sys.argv[1]]
workload(1)
begin = time.process_time()
result = workload(count)
print(repr(result), time.process_time() - begin)
