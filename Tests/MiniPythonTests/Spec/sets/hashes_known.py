# A table knows the hashes of its keys: what copies or compares tables asks no key again, and compares no keys where there
# is nothing to compare them with. What is no table is asked, once for every look.
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


# The first two meet in every table.
a, b, c = Key('a', 1), Key('b', 1), Key('c', 7)
d = {a: 1, b: 2, c: 3}
tell('display', lambda: d)
# expect: display 3 #a #b a=b #c
tell('dict', lambda: dict(d))
# expect: dict 3 
tell('copy', lambda: d.copy())
# expect: copy 3 
tell('stars', lambda: {**d})
# expect: stars 3 
tell('stars twice', lambda: {**d, **d})
# expect: stars twice 3 a=b
tell('or', lambda: d | {c: 4})
# expect: or 3 #c
tell('fromkeys', lambda: dict.fromkeys(d))
# expect: fromkeys 3 a=b
tell('equal', lambda: d == {a: 1, b: 2, c: 3})
# expect: equal True #a #b a=b #c a=b
tell('equal', lambda: d == {Key('a', 1): 1, b: 2, c: 3})
# expect: equal True #a #b a=b #c a=a a=b
tell('setdefault', lambda: [d.setdefault(a, 1), d.setdefault(Key('d', 4), 1)])
# expect: setdefault 2 #a #d
other = {a: 1}
other |= d
other.update(d)
tell('update', lambda: other)
# expect: update 4 #a a=b a=b
del d[c]
tell('after del', lambda: {**d})
# expect: after del 3 #c a=b

s, q = {a, b, c}, {Key('a', 1), c}
calls.clear()
tell('set', lambda: set(s))
# expect: set 3 
tell('copy', lambda: s.copy())
# expect: copy 3 
tell('star', lambda: {*s})
# expect: star 3 
tell('of a dict', lambda: set(d))
# expect: of a dict 3 a=b
tell('of keys', lambda: set(d.keys()))
# expect: of keys 3 #a #b a=b #d
for what, make in [('set', lambda: q), ('dict', lambda: d), ('keys', d.keys), ('list', lambda: [c, a]), ('one', lambda: {c}), ('none', set)]:
    print('--', what)
    tell('union', lambda: s.union(make()))
    tell('intersection', lambda: s.intersection(make()))
    tell('difference', lambda: s.difference(make()))
    tell('symmetric', lambda: s.symmetric_difference(make()))
    tell('subset', lambda: s.issubset(make()))
    tell('superset', lambda: s.issuperset(make()))
    tell('disjoint', lambda: s.isdisjoint(make()))
    for name in ['update', 'intersection_update', 'difference_update', 'symmetric_difference_update']:
        t = s.copy()
        getattr(t, name)(make())
        tell(name, lambda: t)
# expect: -- set
# expect: union 3 a=a
# expect: intersection 2 a=a
# expect: difference 1 a=a a=b
# expect: symmetric 1 a=a
# expect: subset False 
# expect: superset True a=a
# expect: disjoint False a=a
# expect: update 3 a=a
# expect: intersection_update 2 a=a
# expect: difference_update 1 a=a
# expect: symmetric_difference_update 1 a=a
# expect: -- dict
# expect: union 4 a=b
# expect: intersection 2 #a #b a=b a=b #d
# expect: difference 1 a=b
# expect: symmetric 2 a=b
# expect: subset False a=b a=b
# expect: superset False #a #b a=b #d
# expect: disjoint False #a
# expect: update 4 a=b
# expect: intersection_update 2 #a #b a=b a=b #d
# expect: difference_update 1 #a #b #d
# expect: symmetric_difference_update 2 
# expect: -- keys
# expect: union 4 #a #b a=b #d
# expect: intersection 2 #a #b a=b a=b #d
# expect: difference 1 #a #b #d
# expect: symmetric 2 #a #b a=b #d
# expect: subset False #a #b a=b #d a=b
# expect: superset False #a #b a=b #d
# expect: disjoint False #a
# expect: update 4 #a #b a=b #d
# expect: intersection_update 2 #a #b a=b a=b #d
# expect: difference_update 1 #a #b #d
# expect: symmetric_difference_update 2 #a #b a=b #d
# expect: -- list
# expect: union 3 #c #a
# expect: intersection 2 #c #a
# expect: difference 1 #c #a
# expect: symmetric 1 #c #a
# expect: subset False #c #a
# expect: superset True #c #a
# expect: disjoint False #c
# expect: update 3 #c #a
# expect: intersection_update 2 #c #a
# expect: difference_update 1 #c #a
# expect: symmetric_difference_update 1 #c #a
# expect: -- one
# expect: union 3 #c
# expect: intersection 1 #c
# expect: difference 2 #c a=b
# expect: symmetric 2 #c a=b a=b
# expect: subset False #c
# expect: superset True #c
# expect: disjoint False #c
# expect: update 3 #c
# expect: intersection_update 1 #c
# expect: difference_update 2 #c
# expect: symmetric_difference_update 2 #c
# expect: -- none
# expect: union 3 
# expect: intersection 0 
# expect: difference 3 a=b
# expect: symmetric 3 a=b a=b
# expect: subset False 
# expect: superset True 
# expect: disjoint True 
# expect: update 3 
# expect: intersection_update 0 
# expect: difference_update 3 
# expect: symmetric_difference_update 3 
tell('or', lambda: s | q)
# expect: or 3 a=a
tell('and', lambda: s & q)
# expect: and 2 a=a
tell('minus', lambda: s - q)
# expect: minus 1 a=a a=b
tell('xor', lambda: s ^ q)
# expect: xor 1 a=a
tell('equal', lambda: s == q)
# expect: equal False 
tell('equal', lambda: s == s.copy())
# expect: equal True a=b
tell('subset', lambda: q <= s)
# expect: subset True a=a
