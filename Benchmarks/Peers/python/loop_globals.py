# A numeric loop over a module's variables: a number that is pulled back as it grows.
level = 0.0
low = 0
for step in range(1_500_000):
    level = level + step * 0.25 - level * 0.002
    if level < step:
        low += 1
print(level, low)
