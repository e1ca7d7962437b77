class Point:
    dims = 2
    """doc"""
    def __init__(self, x, y=0):
        self.x = x
        self.y = y
    def norm(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5
    def __repr__(self):
        return f"Point({self.x}, {self.y})"
    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x and self.y == other.y
    def __hash__(self):
        return hash((self.x, self.y))
    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)
    def __mul__(self, k):
        if not isinstance(k, (int, float)):
            return NotImplemented
        return Point(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self):
        return Point(-self.x, -self.y)
    def __len__(self):
        return 2
    def __getitem__(self, i):
        return (self.x, self.y)[i]
    def __bool__(self):
        return bool(self.x or self.y)
    def __lt__(self, other):
        return self.x < other.x
    def __call__(self, k):
        return self.x + k
    def __contains__(self, v):
        return v in (self.x, self.y)
    @property
    def total(self):
        return self.x + self.y
    @total.setter
    def total(self, v):
        self.x = v - self.y
    @staticmethod
    def zero():
        return Point(0, 0)
    @classmethod
    def diag(cls, v):
        return cls(v, v)
p = Point(3, 4)
q = Point(1)
print(p, q, p.norm(), p + q, p * 2, 2 * p, -p, len(p), p[0], p[-1], bool(p), bool(Point(0)))
print(p == Point(3, 4), p != q, p < q, q < p, p(10), 3 in p, 9 in p, p.total, Point.zero(), Point.diag(7))
p.total = 10
print(p, p.dims, Point.dims, list(p), sorted([p, q]), {p: 1}[Point(6, 4)], str(p), repr(p), f"{p}")
p.dims = 5
print(p.dims, q.dims)
Point.dims = 9
print(q.dims, p.dims, hasattr(p, "x"), hasattr(p, "zz"), getattr(p, "zz", "no"), isinstance(p, Point))
setattr(p, "extra", 1)
print(p.extra, p.__class__.__name__, type(p).__name__, type(p) == Point, type(3), type("s"), type(p))
m = p.norm
print(m(), Point.norm(p), [x.norm() for x in (q,)])
del p.extra
print(hasattr(p, "extra"))
class Base:
    kind = "base"
    def __init__(self, name):
        self.name = name
    def hello(self):
        return f"{self.kind} {self.name} {self.extra()}"
    def extra(self):
        return "b"
class Derived(Base):
    kind = "derived"
    def __init__(self, name, n):
        super().__init__(name)
        self.n = n
    def extra(self):
        return super().extra() + str(self.n)
d = Derived("x", 3)
print(d.hello(), isinstance(d, Base), issubclass(Derived, Base), isinstance(Base("q"), Derived), Base("z").hello())
class Iter:
    def __init__(self, n): self.n = n
    def __iter__(self):
        self.i = 0
        return self
    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i
print(list(Iter(3)), [x for x in Iter(2)], sum(Iter(4)), max(Iter(3)), 2 in Iter(3))
for x in Iter(2): print(x)
class Vec:
    def __init__(self, *xs): self.xs = list(xs)
    def __iter__(self): return iter(self.xs)
    def __iadd__(self, o):
        self.xs = [a + b for a, b in zip(self.xs, o.xs)]
        return self
    def __setitem__(self, i, v): self.xs[i] = v
    def __getitem__(self, i): return self.xs[i]
    def __sub__(self, o): return ("sub", o)
    def __rsub__(self, o): return ("rsub", o)
    def __truediv__(self, o): return "div"
    def __rtruediv__(self, o): return "rdiv"
    def __pow__(self, o): return f"pow {o}"
    def __rpow__(self, o): return f"rpow {o}"
    def __matmul__(self, o): return "matmul"
    def __abs__(self): return 5
    def __float__(self): return 2.5
    def __int__(self): return 7
    def __round__(self, n=None): return ("round", n)
v = Vec(1, 2)
w = v
v += Vec(10, 20)
v[0] = 99
print(v.xs, w.xs, list(v), v - 1, 1 - v, v / 1, 1 / v, v ** 2, 2 ** v, v @ v, abs(v), float(v), int(v), round(v), round(v, 2), *v)
class Empty: pass
e = Empty()
e.a = 1
e.b = e
print(e.a, e.b.b.a, Empty.__name__)
# expect: Point(3, 4) Point(1, 0) 5.0 Point(4, 4) Point(6, 8) Point(6, 8) Point(-3, -4) 2 3 4 True False
# expect: True True False True 13 True False 7 Point(0, 0) Point(7, 7)
# expect: Point(6, 4) 2 2 [6, 4] [Point(1, 0), Point(6, 4)] 1 Point(6, 4) Point(6, 4) Point(6, 4)
# expect: 5 2
# expect: 9 5 True False no True
# expect: 1 Point Point True <class 'int'> <class 'str'> <class '__main__.Point'>
# expect: 7.211102550927978 7.211102550927978 [1.0]
# expect: False
# expect: derived x b3 True True False base z b
# expect: [1, 2, 3] [1, 2] 10 3 True
# expect: 1
# expect: 2
# expect: [99, 22] [99, 22] [99, 22] ('sub', 1) ('rsub', 1) div rdiv pow 2 rpow 2 matmul 5 2.5 7 ('round', None) ('round', 2) 99 22
# expect: 1 1 Empty
