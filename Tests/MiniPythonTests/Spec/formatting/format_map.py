print("{a} {b[0]} {c:>4}".format_map({"a": 1, "b": [2], "c": 3}))  # expect: 1 2    3


class Default:
    def __getitem__(self, name):
        return "<" + name + ">"


print("{x} and {y!r}".format_map(Default()))  # expect: <x> and '<y>'
