def attempt(f):
    try:
        print(f())
    except NameError as error:
        print(repr(error))
attempt(lambda: [i for f in [1] for i in [i]])
attempt(lambda: [[(lambda: i)() for i in [i]], [o for o in [1]]])
attempt(lambda: ([o for o in [1]], [a for a in [2]], [i for f in [1] for i in [i]], [u for u in [1]]))
def both():
    first = [i + j for i in [1] for j in [2]]
    second = [x + y for x in [1] for y in [y]]
    third = [p + q for p in [1] for q in [2]]
attempt(both)
try:
    print([[f() for f in [lambda: i]] for j in [1] for i in [i]])
except NameError as error:
    print(repr(error))
try:
    print([o for o in [1]], [[f() for f in [lambda: i]] for j in [1] for i in [i]], [k for k in [1]])
except NameError as error:
    print(repr(error))
# expect: UnboundLocalError("cannot access local variable 'i' where it is not associated with a value")
# expect: NameError("name 'i' is not defined")
# expect: UnboundLocalError("cannot access local variable 'i' where it is not associated with a value")
# expect: UnboundLocalError("cannot access local variable 'y' where it is not associated with a value")
# expect: UnboundLocalError("cannot access local variable 'i' where it is not associated with a value")
# expect: UnboundLocalError("cannot access local variable 'i' where it is not associated with a value")
