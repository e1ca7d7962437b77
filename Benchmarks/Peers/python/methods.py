# Instances, their attributes and calls of their methods.


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def scaled(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def square(self):
        return self.x * self.x + self.y * self.y


def run(rounds):
    place = Vector(0.0, 0.0)
    wind = Vector(1.0, -0.5)
    total = 0.0
    for _ in range(rounds):
        place = place.scaled(0.875) + wind
        total += place.square()
    return total


print(run(500_000))
