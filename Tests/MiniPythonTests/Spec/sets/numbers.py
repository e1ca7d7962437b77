s = {3, 1, 2}
print(s, len(s), 2 in s, set(), {1, 1, 2})  # expect: {1, 2, 3} 3 True set() {1, 2}
s.add(10)
s.discard(99)
s.add(2)
print(s, sorted(s), sum(s))  # expect: {10, 1, 2, 3} [1, 2, 3, 10] 16
print({5, 100, 33}, set([64, 8, 16, 0]), set(range(12)), {0.5, 1.5, -1, -2}, {1.0, 2})  # expect: {33, 100, 5} {64, 8, 16, 0} {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11} {0.5, 1.5, -1, -2} {1.0, 2}
print({1, 2} <= {1, 2, 3}, {1, 2} == {2, 1}, {1}.issubset({1, 2}), {1, 2}.isdisjoint({3}))  # expect: True True True True
print(sorted({1, 2} | {3}), sorted({1, 2, 3} & {2, 3}), sorted({1, 2} - {2}), sorted({1, 2} ^ {2, 3}))  # expect: [1, 2, 3] [2, 3] [1] [1, 3]
print({x % 3 for x in range(10)}, len({(1, 2), (1, 2)}), "a" in {"a", "b"}, sorted({"b", "a"}))  # expect: {0, 1, 2} 1 True ['a', 'b']
class P:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"P{self.n}"
ps = [P(i) for i in range(4)]
seen = set()
for p in ps + ps:
    if p not in seen:
        seen.add(p)
print(len(seen), ps[0] in seen, P(0) in seen)  # expect: 4 True False
print(set([123456789, 987654321, 555]), set([-5, 7, 300, 1000, 31, 47, 63, 79, 95]))  # expect: {987654321, 555, 123456789} {7, 1000, 300, 47, 79, -5, 63, 95, 31}
