class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        return self.name == other.name


keys = {Key(name) for name in 'abcdefgh'}
print(len(keys), Key('a') in keys)
# expect: 8 True
print([key.name for key in keys])  # error: not supported here: the order of a set of objects with a '__hash__' that gives no small number
