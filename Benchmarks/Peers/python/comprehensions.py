# Lists made by comprehensions, with a condition and without.


def run(rounds):
    total = 0
    for k in range(rounds):
        row = [i * i + k for i in range(1000)]
        total += len([n for n in row if n % 3 == 0])
    return total


print(run(3000))
