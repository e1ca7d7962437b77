class Table:
    def __init__(self):
        self.cells = {}

    def __getitem__(self, key):
        return self.cells.get(key, "empty")

    def __setitem__(self, key, value):
        self.cells[key] = value

    def __delitem__(self, key):
        del self.cells[key]

    def __len__(self):
        return len(self.cells)

    def __contains__(self, key):
        return key in self.cells


t = Table()
t["a"] = 1
t[1, 2] = "pair"
t["a"] += 5
print(t["a"], t[1, 2], t["b"], len(t), "a" in t, "b" not in t, bool(t), bool(Table()))  # expect: 6 pair empty 2 True True True False
del t["a"]
print(len(t), "a" in t)  # expect: 1 False


class Shown:
    def __getitem__(self, key):
        return key


print(Shown()[1:2], Shown()[::3], Shown()[...], Shown()[-1], Shown()[1, "x"])  # expect: slice(1, 2, None) slice(None, None, 3) Ellipsis -1 (1, 'x')
