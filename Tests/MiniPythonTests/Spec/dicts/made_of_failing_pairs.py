class Pair:
    def __init__(self, error): self.error = error
    def __getitem__(self, index):
        if index > 1: raise self.error
        return index
class Walked(Pair):
    def __iter__(self): raise self.error
print(dict([Pair(IndexError())]))
for error in TypeError('no'), ValueError('no'), IndexError('no'):
    for kind in Pair, Walked:
        try:
            print(dict([(1, 2), kind(error)]))
        except Exception as caught:
            print(repr(caught))
for error in TypeError('no'), ValueError('no'):
    for kind in Pair, Walked:
        try:
            print(','.join(kind(error)))
        except Exception as caught:
            print(repr(caught))
        xs = [1]
        try:
            xs[:] = kind(error)
        except Exception as caught:
            print(repr(caught))
# expect: {0: 1}
# expect: TypeError('cannot convert dictionary update sequence element #1 to a sequence')
# expect: TypeError('cannot convert dictionary update sequence element #1 to a sequence')
# expect: ValueError('no')
# expect: ValueError('no')
# expect: {1: 2, 0: 1}
# expect: IndexError('no')
# expect: TypeError('no')
# expect: TypeError('no')
# expect: TypeError('can only join an iterable')
# expect: TypeError('can only assign an iterable')
# expect: ValueError('no')
# expect: ValueError('no')
# expect: ValueError('no')
# expect: ValueError('no')
