class Celsius:
    def __init__(self, degrees):
        self.degrees = degrees

    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.degrees = (value - 32) * 5 / 9

    @staticmethod
    def freezing():
        return 0

    @classmethod
    def boiling(cls):
        return cls(100)


class Named(Celsius):
    pass


c = Celsius(20)
print(c.fahrenheit, Celsius.freezing(), c.freezing(), Celsius.boiling().degrees, type(Named.boiling()).__name__)  # expect: 68.0 0 0 100 Named
c.fahrenheit = 212
c.fahrenheit += 1.8
print(c.degrees)  # expect: 101.0
try:
    del c.fahrenheit
except AttributeError as error:
    print(error)  # expect: property 'fahrenheit' of 'Celsius' object has no deleter
