class Outer:
    class Inner:
        class Deep:
            pass

    def method(self):
        class Local:
            pass

        return Local


def function():
    class Local:
        pass

    return Local


print(Outer.Inner, Outer.Inner.Deep, function(), Outer().method())
# expect: <class '__main__.Outer.Inner'> <class '__main__.Outer.Inner.Deep'> <class '__main__.function.<locals>.Local'> <class '__main__.Outer.method.<locals>.Local'>
print(Outer.Inner.__name__, Outer.Inner.__qualname__, function().__qualname__, Outer.method.__qualname__)
# expect: Inner Outer.Inner function.<locals>.Local Outer.method
