# A long chain is freed without a native frame a link, whatever its links are.
def chained(link):
    x = None
    for i in range(60_000):
        x = link(x)

def caught(x):
    try:
        raise ValueError(x)
    except ValueError as error:
        return error

class A:
    pass

class B(A):
    pass

def above(x):
    b = B()
    b.above = super(B, b if x is None else x)
    return b

chained(lambda x: [x])
chained(lambda x: (x,))
chained(lambda x: {1: x})
chained(lambda x: lambda: x)
chained(ValueError)
chained(caught)
chained(slice)
chained(lambda x: slice(None, None, x))
chained(lambda x: {1: x}.items())
chained(property)
chained(staticmethod)
chained(classmethod)
chained(above)
print('freed')  # expect: freed
