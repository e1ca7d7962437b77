def numbers(name):
    yield 1
    try:
        yield 2
    finally:
        print('finished', name)
for i in numbers('a'):
    break
else:
    print('never')
print(i)
g = numbers('b')
for i in g:
    break
print(next(g), list(g))
def f(xs):
    for x in xs:
        for y in [x, x + 1]:
            if y == 3: break
        else:
            continue
        break
    else:
        return 'none', x
    return x, y
print(f([1, 2, 3]), f([7]), f(i for i in (1, 2, 3)))
for i in [1, 2, 3]:
    try:
        if i == 2: break
    finally:
        print('at', i)
else:
    print('never')
# expect: 1
# expect: finished b
# expect: 2 []
# expect: (2, 3) ('none', 7) (2, 3)
# expect: at 1
# expect: at 2
