class A:
    @property
    def x(self): return 1
A().x = 2  # error: AttributeError: property 'x' of 'A' object has no setter
