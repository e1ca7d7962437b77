# Dictionaries with numbers and with texts as keys: counting, looking up, going through.


def run(rounds):
    counts = {}
    for i in range(rounds):
        key = i * 7 % 1009
        counts[key] = counts.get(key, 0) + 1
    names = ["weight", "bias", "input", "output", "loss"]
    sums = {}
    for i in range(rounds):
        name = names[i % 5]
        if name in sums:
            sums[name] += i
        else:
            sums[name] = i
    total = 0
    for key, count in counts.items():
        total += key * count
    return total, sums["bias"]


print(run(1_200_000))
