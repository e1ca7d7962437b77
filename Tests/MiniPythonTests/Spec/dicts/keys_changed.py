# A key that takes the place of another leaves the size as it was, and is noticed when it would come as one too many.


def tell(walk):
    try:
        print(list(walk()))
    except RuntimeError as error:
        print(error)


def replaced(view):
    d = {'a': 1, 'b': 2, 'c': 3}
    for key in view(d):
        yield key
        if 'a' in d:
            del d['a']
            d['z'] = 26


tell(lambda: replaced(lambda d: d))
# expect: dictionary keys changed during iteration
tell(lambda: replaced(lambda d: d.keys()))
# expect: dictionary keys changed during iteration
tell(lambda: replaced(lambda d: d.values()))
# expect: dictionary keys changed during iteration
tell(lambda: replaced(lambda d: d.items()))
# expect: dictionary keys changed during iteration

d = {1: 'one', 2: 'two'}
keys = iter(d)
print(next(keys))
# expect: 1
del d[1]
d[3] = 'three'
print(next(keys))
# expect: 2
try:
    next(keys)
except RuntimeError as error:
    print(error)
# expect: dictionary keys changed during iteration
print(next(keys, 'end'))
# expect: end

for key in d:
    d[key] = key
print(d)
# expect: {2: 2, 3: 3}

# Once the size has changed, the walk is over, even when the size is again what it was.
keys = iter(d)
d[4] = 4
for size in [3, 2]:
    try:
        next(keys)
    except RuntimeError as error:
        print(size, error)
    d.pop(4, None)
# expect: 3 dictionary changed size during iteration
# expect: 2 dictionary changed size during iteration
items = {1, 2}
walk = iter(items)
items.add(3)
for size in [3, 2]:
    try:
        next(walk)
    except RuntimeError as error:
        print(size, error)
    items.discard(3)
# expect: 3 Set changed size during iteration
# expect: 2 Set changed size during iteration
