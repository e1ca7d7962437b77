d = {"a": 1, "b": 2}
d["c"] = 3
print(d, len(d), d["a"], "a" in d, "z" not in d)
print(d.get("a"), d.get("z"), d.get("z", 0), d.pop("a"), d.pop("q", None), d)
print(list(d), list(d.keys()), list(d.values()), list(d.items()), d.keys(), d.values(), d.items())
for k, v in d.items():
    print(k, v)
d.update({"x": 9})
d.setdefault("y", []).append(1)
d.setdefault("y", []).append(2)
print(d)
del d["x"]
print({**d, "k": 1}, dict(a=1, b=2), dict([("p", 1), ("q", 2)]), {1: "a", 1.0: "b", True: "c"})
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, {} == {}, {1: 2} != {1: 3})
e = d.copy()
e["new"] = 1
print("new" in d, sorted(e), e.popitem(), {"a": 1} | {"b": 2})
counts = {}
for ch in "mississippi":
    counts[ch] = counts.get(ch, 0) + 1
print(counts, max(counts, key=counts.get), sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
nested = {"l": [1, {"m": (2,)}], 3: None, (1, 2): "t", 1.5: True}
print(nested, nested[(1, 2)], nested["l"][1]["m"])
d.clear()
print(d, {k: v * 2 for k, v in {"a": 1}.items()}, dict.fromkeys(["a", "b"], 0), dict(zip("ab", [1, 2])))
big = {}
for i in range(1000):
    big[i] = i
for i in range(0, 1000, 2):
    del big[i]
print(len(big), list(big)[:5], sum(big.values()))
print(list(reversed({"a": 1, "b": 2})), any({}), all({"": 1}))
# expect: {'a': 1, 'b': 2, 'c': 3} 3 1 True True
# expect: 1 None 0 1 None {'b': 2, 'c': 3}
# expect: ['b', 'c'] ['b', 'c'] [2, 3] [('b', 2), ('c', 3)] dict_keys(['b', 'c']) dict_values([2, 3]) dict_items([('b', 2), ('c', 3)])
# expect: b 2
# expect: c 3
# expect: {'b': 2, 'c': 3, 'x': 9, 'y': [1, 2]}
# expect: {'b': 2, 'c': 3, 'y': [1, 2], 'k': 1} {'a': 1, 'b': 2} {'p': 1, 'q': 2} {1: 'c'}
# expect: True True True
# expect: False ['b', 'c', 'new', 'y'] ('new', 1) {'a': 1, 'b': 2}
# expect: {'m': 1, 'i': 4, 's': 4, 'p': 2} i [('i', 4), ('s', 4), ('p', 2), ('m', 1)]
# expect: {'l': [1, {'m': (2,)}], 3: None, (1, 2): 't', 1.5: True} t (2,)
# expect: {} {'a': 2} {'a': 0, 'b': 0} {'a': 1, 'b': 2}
# expect: 500 [1, 3, 5, 7, 9] 250000
# expect: ['b', 'a'] False False
