# What looks through a view of a dict asks keys as often as CPython does, and goes through the shorter one.
calls = []


class Key:
    def __init__(self, name, number):
        self.name, self.number = name, number

    def __hash__(self):
        calls.append('#' + self.name)
        return self.number

    def __eq__(self, other):
        calls.append(self.name + '=' + other.name)
        return self.name == other.name


def tell(what, function):
    result = function()
    shown = ' '.join(calls)
    calls.clear()
    print(what, result if isinstance(result, bool) else len(result), shown)


a, b, c = Key('a', 1), Key('b', 1), Key('c', 3)
d, e, s = {a: 1, b: 2, c: 3}, {c: 3, Key('d', 7): 1}, {Key('a', 1), c}
calls.clear()
for what, x, y in [
    ('keys keys', d.keys(), e.keys()), ('items items', d.items(), e.items()), ('keys set', d.keys(), s),
    ('set keys', s, d.keys()), ('keys dict', d.keys(), e), ('keys list', d.keys(), [c, a]), ('list keys', [c, a], d.keys()),
]:
    print('--', what)
    tell('or', lambda: x | y)
    tell('and', lambda: x & y)
    tell('minus', lambda: x - y)
    tell('xor', lambda: x ^ y)
    if what[:4] != 'list':
        tell('disjoint', lambda: x.isdisjoint(y))
        if what[-4:] not in ('list', 'dict'):
            tell('equal', lambda: x == y)
            tell('subset', lambda: x <= y)
            tell('superset', lambda: x >= y)
# expect: -- keys keys
# expect: or 4 a=b #c #d
# expect: and 1 #c #c #d
# expect: minus 2 a=b #c #d
# expect: xor 3 a=b #c #d
# expect: disjoint False #c
# expect: equal False 
# expect: subset False 
# expect: superset False #c #d
# expect: -- items items
# expect: or 4 #a #b #c #c #d
# expect: and 1 #c #c #d
# expect: minus 2 #a #b #c #c #d
# expect: xor 3 #d #a #b
# expect: disjoint False #c
# expect: equal False 
# expect: subset False 
# expect: superset False #c #d
# expect: -- keys set
# expect: or 3 a=b a=a
# expect: and 2 #a a=a #a #c #c
# expect: minus 1 a=b a=a
# expect: xor 1 a=b a=a
# expect: disjoint False #a a=a
# expect: equal False 
# expect: subset False 
# expect: superset True #a a=a #c
# expect: -- set keys
# expect: or 3 #a a=a #b a=b #c
# expect: and 2 #a a=a #a #c #c
# expect: minus 0 #a a=a #b #c
# expect: xor 1 #a #b a=b #c a=a
# expect: disjoint False #a a=a
# expect: equal False 
# expect: subset True #a a=a #c
# expect: superset False 
# expect: -- keys dict
# expect: or 4 a=b
# expect: and 1 #c #c #d
# expect: minus 2 a=b #c #d
# expect: xor 3 a=b
# expect: disjoint False #c
# expect: -- keys list
# expect: or 3 a=b #c #a
# expect: and 2 #c #c #a #a
# expect: minus 1 a=b #c #a
# expect: xor 1 a=b #c #a
# expect: disjoint False #c
# expect: -- list keys
# expect: or 3 #c #a #a #b a=b #c
# expect: and 2 #c #c #a #a
# expect: minus 0 #c #a #a #b #c
# expect: xor 1 #c #a #a #b a=b #c
