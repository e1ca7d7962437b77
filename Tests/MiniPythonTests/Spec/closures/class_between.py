# A method means the variable of the function around the class, not the class's own of the same name.
def f(i, k):
    class L:
        i = k
        def m(self): return i
        def n(self): return L.i
    return L().m(), L().n()

print(f(1, 2))  # expect: (1, 2)

# Comprehensions are functions in Python: names and messages say so.
def g():
    try:
        print([total := total + i for i in range(3)])
    except NameError as error:
        print(type(error).__name__, error)
    try:
        print(sum(i + later for i in range(3)))
    except NameError as error:
        print(type(error).__name__, error)
    later = 1

g()
# expect: NameError cannot access free variable 'total' where it is not associated with a value in enclosing scope
# expect: NameError cannot access free variable 'later' where it is not associated with a value in enclosing scope

def h():
    return [lambda i: i for j in range(1)], {lambda i: i for j in range(1)}, {0: lambda i: i for j in range(1)}

for made in h():
    try:
        (made[0] if not isinstance(made, set) else list(made)[0])()
    except TypeError as error:
        print(error)
# expect: h.<locals>.<listcomp>.<lambda>() missing 1 required positional argument: 'i'
# expect: h.<locals>.<setcomp>.<lambda>() missing 1 required positional argument: 'i'
# expect: h.<locals>.<dictcomp>.<lambda>() missing 1 required positional argument: 'i'
try:
    next(lambda i: i for j in range(1))()
except TypeError as error:
    print(error)  # expect: <genexpr>.<lambda>() missing 1 required positional argument: 'i'
