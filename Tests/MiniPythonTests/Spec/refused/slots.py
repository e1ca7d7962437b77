class A:
    __slots__ = ("a",)  # error: not supported here: the method '__slots__' in a class
