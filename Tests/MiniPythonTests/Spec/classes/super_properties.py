# A property is asked through super() as it is through the object.
class Base:
    limit = 3

    @property
    def size(self):
        return self.n  # error: AttributeError: 'Broken' object has no attribute 'n'

    @staticmethod
    def twice(x):
        return 2 * x

class Double(Base):
    def __init__(self, n):
        self.n = n

    @property
    def size(self):
        return super().size * 2

    def both(self):
        return super(Double, self).size, super().limit, super().twice(self.n)

class Quadruple(Double):
    @property
    def size(self):
        return super().size * 2

print(Double(5).size, Double(5).both())  # expect: 10 (5, 3, 10)
print(Quadruple(5).size, Quadruple(5).both())  # expect: 20 (5, 3, 10)

class Broken(Base):
    def show(self):
        return super().size

Broken().show()
