class Loud:
    def __init__(self, name, act=None): self.name, self.act = name, act
    def __eq__(self, other):
        print(self.name, '==', other.name)
        if self.act: self.act()
        return True
def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(repr(error))
attempt(lambda: {1: Loud('a'), 2: Loud('b')} == {1: Loud('c'), 2: Loud('d')})
def changing(change, left=True):
    x, y = {1: Loud('a'), 2: Loud('b'), 3: Loud('c')}, {1: Loud('d'), 2: Loud('e'), 3: Loud('f')}
    other = x if left else y
    def act():
        first.act = None
        change(other)
    first = x[1]
    first.act = act
    return x == y
for left in True, False:
    attempt(lambda: changing(lambda d: d.pop(2), left))
    attempt(lambda: changing(lambda d: d.pop(3), left))
    attempt(lambda: changing(lambda d: d.pop(1), left))
    attempt(lambda: changing(lambda d: d.clear(), left))
    attempt(lambda: changing(lambda d: d.update({4: Loud('g')}), left))
    attempt(lambda: changing(lambda d: d.update({3: Loud('h')}), left))
    attempt(lambda: changing(lambda d: d.update({2: 5}), left))
class Key:
    def __init__(self, act): self.act = act
    def __hash__(self): return 1
    def __eq__(self, other):
        print('key')
        self.act()
        return True
def keys():
    x = {Key(lambda: None): 1, 2: 2}
    y = {Key(lambda: x.clear()): 1, 2: 3}
    return x == y
attempt(keys)
# expect: a == c
# expect: b == d
# expect: True
# expect: a == d
# expect: c == f
# expect: True
# expect: a == d
# expect: b == e
# expect: True
# expect: a == d
# expect: b == e
# expect: c == f
# expect: True
# expect: a == d
# expect: True
# expect: a == d
# expect: b == e
# expect: c == f
# expect: False
# expect: a == d
# expect: b == e
# expect: h == f
# expect: True
# expect: a == d
# expect: AttributeError("'int' object has no attribute 'name'")
# expect: a == d
# expect: False
# expect: a == d
# expect: b == e
# expect: False
# expect: a == d
# expect: b == e
# expect: c == f
# expect: True
# expect: a == d
# expect: False
# expect: a == d
# expect: b == e
# expect: c == f
# expect: True
# expect: a == d
# expect: b == e
# expect: c == h
# expect: True
# expect: a == d
# expect: AttributeError("'int' object has no attribute 'name'")
# expect: key
# expect: True
