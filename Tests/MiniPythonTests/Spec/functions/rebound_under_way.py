# What is being called may lose its name, its class or its cell before it returns.
def keep(n):
    return [[i] for i in range(n)]


def outer():
    word = ["kept"]

    def inner():
        global inner_name
        inner_name = None
        del inner_name
        keep(50)
        return word[0]

    return inner


inner_name = outer()
print(inner_name())  # expect: kept


class Turn:
    def __init__(self, text):
        label = text + "!"
        Turn.shout = lambda self: (setattr(Turn, "shout", None), keep(50), label)[2]

    def __add__(self, other):
        Turn.__add__ = lambda self, other: "second"
        keep(50)
        return "first", other


turn = Turn("hey")
print(turn.shout(), Turn.shout)  # expect: hey! None
print(turn + 1, turn + 2)  # expect: ('first', 1) second


def swap():
    step = "one"

    def act(rest):
        nonlocal act
        name = step
        act = lambda rest: (name, rest)
        keep(50)
        return act(rest)

    return act(1), act(2)


print(swap())  # expect: (('one', 1), ('one', 2))


def maker():
    class Gone:
        def leave(self):
            text = [self.word]
            self = None
            keep(50)
            return text

        word = "left"

    return Gone()


print(maker().leave())  # expect: ['left']


def argument():
    global first
    first = lambda x: "another"
    keep(50)
    return 3


first = lambda x: ("first", x)
print(first(argument()), first(4))  # expect: ('first', 3) another

print = (lambda old: lambda *what: old("<", *what, ">"))(print)
print(1)  # expect: < 1 >
del print
print(2)  # expect: 2
