# Numbers put into text, with formats and without.


def run(rounds):
    length = 0
    for i in range(rounds):
        length += len(f"Value(data={i * 0.125:.4f}, grad={i}) {i!r:>8}|{i / 7:10.3e}")
    return length


print(run(300_000))
