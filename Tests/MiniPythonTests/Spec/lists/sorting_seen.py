# The comparisons that sorting makes, and what it leaves when it fails, are CPython's.
class K:
    def __init__(self, i): self.i = i
    def __repr__(self): return str(self.i)
    def __lt__(self, other):
        print(self.i, "<", other.i)
        return self.i < other.i

print(sorted([K(3), K(1), K(2), K(2), K(0)]))
# expect: 1 < 3
# expect: 2 < 1
# expect: 2 < 3
# expect: 2 < 1
# expect: 2 < 2
# expect: 2 < 3
# expect: 0 < 2
# expect: 0 < 2
# expect: 0 < 1
# expect: [0, 1, 2, 2, 3]
print(sorted([K(1), K(3), K(2)], reverse=True))
# expect: 3 < 2
# expect: 1 < 3
# expect: 1 < 3
# expect: 1 < 2
# expect: [3, 2, 1]
print(sorted([3, 1, float("nan"), 2, 5, 4]))  # expect: [1, 2, 3, nan, 4, 5]
xs = [3, 1, "a", 2]
try:
    xs.sort()
except TypeError as error:
    print(error, xs)  # expect: '<' not supported between instances of 'str' and 'int' [3, 1, 'a', 2]
try:
    xs.sort(reverse=True)
except TypeError as error:
    print(error, xs)  # expect: '<' not supported between instances of 'str' and 'int' [3, 1, 'a', 2]
xs = [3, 1, 2]
xs.sort(key=lambda x: x + len(xs))
print(xs)  # expect: [1, 2, 3]
try:
    xs.sort(key=lambda x: xs.append(1) or 1)
except ValueError as error:
    print(error, xs)  # expect: list modified during sort [1, 2, 3]
ns = list(range(100, 0, -1)) + list(range(100))
print(sorted(ns) == sorted(ns, key=lambda n: -n)[::-1], sorted(ns)[:5])  # expect: True [0, 1, 1, 2, 2]
try:
    ns[0::2] = 5
except TypeError as error:
    print(error)  # expect: must assign iterable to extended slice
