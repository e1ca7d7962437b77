"""The moons demo's input, as Workload.swift has it: the same numbers, digit for digit."""


def moons():
    x, y = [], []
    for i in range(100):
        angle = i / 32
        if i % 2 == 0:
            x.append([angle - 1.5, 1 - (angle - 1.5) * (angle - 1.5)])
        else:
            x.append([angle - 0.5, (angle - 1.5) * (angle - 1.5) - 0.5])
        y.append(1.0 if i % 2 == 0 else -1.0)
    return x, y


def weights():
    state = 1337
    while True:
        state = (state * 1103515245 + 12345) % 2147483648
        yield state / 1073741824 - 1


def rate(step, steps):
    return 1 - 0.9 * step / steps
