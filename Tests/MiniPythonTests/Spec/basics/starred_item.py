x = {}
x[*[1, 2]] = 3
x[*()] = 4
print(x, x[1, *[2]], x[*(1,), 2], x[*'', ])
del x[*(), ]
print(x)
class A:
    def __getitem__(self, index): return index
print(A()[*[0]], A()[*range(3)])
[1][*[0]]  # error: TypeError: list indices must be integers or slices, not tuple
# expect: {(1, 2): 3, (): 4} 3 3 4
# expect: {(1, 2): 3}
# expect: (0,) (0, 1, 2)
