# A numeric loop over a function's own variables: Newton's method for a square root that moves.


def follow(steps):
    root = 1.0
    total = 0.0
    step = 0
    while step < steps:
        root = 0.5 * (root + (2.0 + step * 0.000001) / root)
        total = total + root * root - 2.0
        step += 1
    return total


print(follow(2_000_000))
