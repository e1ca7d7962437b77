# A closure sees what its variables are bound to last, whenever that happens.
def after():
    def show():
        return word

    word = "bound afterwards"
    return show()


print(after())  # expect: bound afterwards


def twice():
    word = "first"
    show = lambda: word
    word = "second"
    return show()


print(twice())  # expect: second


def before(word):
    word = word + "!"
    if len(word) > 3:
        word = word.upper()
    return lambda: word


print(before("abc")(), before("a")())  # expect: ABC! a!


def loop():
    shows = []
    for n in range(3):
        m = n * 10
        shows.append(lambda: (n, m))
    return [show() for show in shows]


print(loop())  # expect: [(2, 20), (2, 20), (2, 20)]


def loop_before():
    for n in range(3):
        m = n
    shows = [lambda k=k: (n, m, k) for k in range(2)]
    return [show() for show in shows]


print(loop_before())  # expect: [(2, 2, 0), (2, 2, 1)]


def around_loop():
    shows = []
    count = 0
    while count < 2:
        def show():
            return count
        shows.append(show)
        count += 1
    return [show() for show in shows]


print(around_loop())  # expect: [2, 2]


def unbound(flag):
    if flag:
        word = 1

    def show():
        return word

    return show


print(unbound(True)())  # expect: 1
try:
    unbound(False)()
except NameError as error:
    print(error)  # expect: cannot access free variable 'word' where it is not associated with a value in enclosing scope


def shared():
    total = 0

    def add(n):
        nonlocal total
        total += n
        return total

    def read():
        return total

    add(2)
    add(3)
    return read()


print(shared())  # expect: 5


def through(x):
    def middle():
        def inner():
            return x

        return inner

    return middle()()


print(through(7))  # expect: 7


def deleted():
    word = 1
    show = lambda: word
    before = show()
    del word
    try:
        return before, show()
    except NameError as error:
        return before, str(error)


print(deleted()[0], deleted()[1][:27])  # expect: 1 cannot access free variable


def caught():
    try:
        raise ValueError("gone")
    except ValueError as error:
        show = lambda: error
        inside = str(show())
    try:
        show()
    except NameError:
        return inside


print(caught())  # expect: gone


def recursive():
    def even(n):
        return n == 0 or odd(n - 1)

    def odd(n):
        return n != 0 and even(n - 1)

    return even(10), odd(10)


print(recursive())  # expect: (True, False)


def walrus():
    found = None
    show = lambda: found
    [found := n for n in range(4)]
    return show()


print(walrus())  # expect: 3


def class_around(base):
    class Inner:
        value = base

        def read(self):
            return base, self.value, Inner.__name__

    return Inner().read()


print(class_around(5))  # expect: (5, 5, 'Inner')


def generators():
    factor = 3
    made = (n * factor for n in range(3))
    return list(made)


print(generators())  # expect: [0, 3, 6]


def defaults(a):
    def inner(b=a):
        return a, b

    a = a + 1
    return inner()


print(defaults(1))  # expect: (2, 1)


def augmented(n):
    show = lambda: n
    n += 1
    return show()


print(augmented(1))  # expect: 2


def tries():
    word = "start"
    try:
        word = "tried"
        int("x")
        word = "never"
    except ValueError:
        pass
    finally:
        show = lambda: word
    return show()


print(tries())  # expect: tried
