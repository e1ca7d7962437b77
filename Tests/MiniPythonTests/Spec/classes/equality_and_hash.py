class Equal:
    def __eq__(self, other):
        return True


try:
    {Equal(): 1}
except TypeError as error:
    print(error)  # expect: unhashable type: 'Equal'
print(Equal() == 1, Equal() != 1, 1 == Equal(), Equal() in [3])  # expect: True False True True


class Key:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return isinstance(other, Key) and self.x == other.x

    def __hash__(self):
        return hash(self.x)


print({Key(1): "a"}[Key(1)], len({Key(1), Key(1), Key(2)}), Key(1) in {Key(1)}, Key(1) != Key(1), hash(Key(5)))  # expect: a 2 True False 5


class Shy:
    def __eq__(self, other):
        return NotImplemented


shy = Shy()
print(shy == shy, shy == Shy(), shy != Shy(), shy == 1, 1 == shy)  # expect: True False True False False
