class Celsius:
    def __init__(self, degrees):
        self.degrees = degrees

    def __float__(self):
        return float(self.degrees)

    def __int__(self):
        return int(self.degrees)

    def __str__(self):
        return "%s°" % self.degrees

    def __repr__(self):
        return "Celsius(%r)" % self.degrees


class Place:
    def __index__(self):
        return 65


t = Celsius(21.5)
print("%s %r %d %.2f %g" % (t, t, t, t, t))  # expect: 21.5° Celsius(21.5) 21 21.50 21.5
print("%d %x %c" % (Place(), Place(), Place()))  # expect: 65 41 A
