"""Python micrograd, the PyPI package. Prints a result and the seconds of the processor that it took."""
import math
import random
import sys
import time

from micrograd.engine import Value
from micrograd.nn import MLP
from workload import moons, rate, weights


def tanh(x):
    t = math.tanh(x.data)
    out = Value(t, (x,), "tanh")

    def backward():
        x.grad += (1 - t * t) * out.grad

    out._backward = backward
    return out


def w1(rounds):
    total = 0.0
    for _ in range(rounds):
        a, b, c, f = Value(0.5), Value(-0.25), Value(0.75), Value(1.5)
        tanh((a * b + c) * f).backward()
        total += a.grad
    return total


def w2(steps):
    xs, ys = moons()
    draws = weights()
    random.uniform = lambda low, high: next(draws)
    model = MLP(2, [16, 16, 1])
    for step in range(steps):
        scores = [model([Value(n) for n in x]) for x in xs]
        losses = [(1 + -y * score).relu() for y, score in zip(ys, scores)]
        loss = sum(losses) * (1.0 / len(losses)) + 1e-4 * sum(p * p for p in model.parameters())
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= rate(step, steps) * p.grad
    return loss.data


count = int(sys.argv[2])
begin = time.process_time()
result = {"W1": w1, "W2": w2}[sys.argv[1]](count)
print(repr(result), time.process_time() - begin)
