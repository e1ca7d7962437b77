class Items:
    def __getitem__(self, place):
        return place * 10


class Length:
    def __len__(self):
        return 3


class Both(Items):
    def __len__(self):
        return 3


class Wrong(Items):
    def __len__(self):
        return 'many'


class Fails(Items):
    def __len__(self):
        raise KeyError('length')


def tell(make):
    try:
        print(list(reversed(make())))
    except Exception as error:
        print(type(error).__name__ + ':', error)


tell(Both)
# expect: [20, 10, 0]
tell(Items)
# expect: TypeError: object of type 'Items' has no len()
tell(Length)
# expect: TypeError: 'Length' object is not reversible
tell(Wrong)
# expect: TypeError: 'str' object cannot be interpreted as an integer
tell(Fails)
# expect: KeyError: 'length'
