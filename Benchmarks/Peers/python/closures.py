# Calls of functions that hold variables of the function that made them.


def counter(step):
    count = 0

    def advance(by):
        nonlocal count
        count += step * by
        return count

    return advance


def run(rounds):
    small, large = counter(1), counter(1000)
    total = 0
    for i in range(rounds):
        total += small(i) - large(1)
    return total


print(run(1_200_000))
