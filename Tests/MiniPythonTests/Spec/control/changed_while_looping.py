# A list may change while a loop goes through it; a set may not.
items = [1, 2, 3]
for item in items:
    if len(items) < 6:
        items.append(item * 10)
print(items)  # expect: [1, 2, 3, 10, 20, 30]

for item in items:
    items.remove(item)
print(items)  # expect: [2, 10, 30]

print([items.pop() for item in items])  # expect: [30, 10]

numbers = [5, 6]
for n in numbers:
    numbers = "another"
print(n, numbers)  # expect: 6 another

for outer in [1, 2]:
    for inner in [outer, outer * 2]:
        if inner == 2:
            break
    else:
        print("no break", outer)
print(outer, inner)  # expect: 2 2


class Thing:
    pass


things = {Thing(), Thing(), Thing()}
try:
    for thing in things:
        things.add(Thing())
except RuntimeError as error:
    print(error)  # expect: Set changed size during iteration
count = 0
for thing in things:
    count += 1
print(count)  # expect: 4


def pairs(row):
    for a in row:
        for b in row:
            yield a, b


print(list(pairs([1, 2])))  # expect: [(1, 1), (1, 2), (2, 1), (2, 2)]
print([(a, b) for a in [1, 2] for b in (a, a + 1) if b > 1])  # expect: [(1, 2), (2, 2), (2, 3)]
