class A:
    def __init__(self, x):
        self.x = x
A()  # error: TypeError: A.__init__() missing 1 required positional argument: 'x'
