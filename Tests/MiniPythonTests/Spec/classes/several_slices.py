class Grid:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


g = Grid()
n = 2
print(g[1:2, 3], g[:, ::n], g[n, 1:n, ...], g[n:n + 1,], g[(1, 2), :], g[g[1:], :])
# expect: (slice(1, 2, None), 3) (slice(None, None, None), slice(None, None, 2)) (2, slice(1, 2, None), Ellipsis) (slice(2, 3, None),) ((1, 2), slice(None, None, None)) (slice(1, None, None), slice(None, None, None))
g[:, 0] = "column"  # expect: set (slice(None, None, None), 0) column
del g[0, :]  # expect: del (0, slice(None, None, None))
g[1:2, n] += (9,)  # expect: set (slice(1, 2, None), 2) (slice(1, 2, None), 2, 9)
