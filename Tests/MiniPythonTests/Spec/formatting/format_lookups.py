class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


p = Point(1, Point(2.5, "deep"))
print("{0.x} {0.y.x:.2f} {0.y.y!r}".format(p))  # expect: 1 2.50 'deep'
print("{p.y.y} {d[key]} {d[two words]} {l[1][0]}".format(p=p, d={"key": 1, "two words": 2}, l=[0, ["in"]]))  # expect: deep 1 2 in
print("{0[0]} {0[2]} {1[0]}".format([1, 2, 3], "text"))  # expect: 1 3 t
print("{.x} {[1]} {[a]}".format(p, (1, 2), {"a": 3}))  # expect: 1 2 3
print("{0[0].x} {0[0].y.x}".format([p]))  # expect: 1 2.5
print("{0[1]} {0[01]}".format({1: "one"}))  # expect: one one
