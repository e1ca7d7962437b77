class Bag:
    def __init__(self, items):
        self.items = items

    def __iadd__(self, other):
        self.items.append(other)
        return self

    def __isub__(self, other):
        return NotImplemented

    def __sub__(self, other):
        return "made by __sub__"

    def __imatmul__(self, other):
        return "made by __imatmul__"


bag = Bag([])
same = bag
bag += 1
print(bag is same, bag.items)  # expect: True [1]
bag @= 3
print(bag)  # expect: made by __imatmul__
bag = same
bag -= 1
print(bag)  # expect: made by __sub__
