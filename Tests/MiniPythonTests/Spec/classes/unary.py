class V:
    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "inv"

    def __abs__(self):
        return "abs"

    def __round__(self, digits=None):
        return ("round", digits)

    def __float__(self):
        return 1.5

    def __int__(self):
        return 7

    def __index__(self):
        return 2


v = V()
print(-v, +v, ~v, abs(v), round(v), round(v, 1), float(v), int(v))  # expect: neg pos inv abs ('round', None) ('round', 1) 1.5 7
print([1, 2, 3][v], "abc"[v], [1, 2, 3, 4][v:], range(v), hex(v), list(range(v, 5)))  # expect: 3 c [3, 4] range(0, 2) 0x2 [2, 3, 4]
