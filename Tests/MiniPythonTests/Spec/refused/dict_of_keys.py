class A:
    def keys(self): return [1]
    def __getitem__(self, key): return 2
dict(A())  # error: not supported here: a dict made of an object with 'keys'
