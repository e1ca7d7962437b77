print(len([1]), len("abc"), len({}), len(range(5)), len((1, 2)), len({1, 2}))
print(sum([1, 2.5]), sum((1, 2), 10), sum([]), sum([0.1] * 10), sum([True, True]))
print(min([3, 1]), max("b", "a"), min([], default=0), max([1, 2], key=lambda v: -v), min((2, "b"), (1, "z")))
print(sorted([3, 1, 2]), sorted("cab"), sorted([1, 2], reverse=True), sorted([("a", 2), ("b", 1)], key=lambda p: p[1]))
print(list(reversed([1, 2, 3])), list(reversed(range(3))), list(reversed("ab")), list(enumerate("ab", 1)))
print(list(zip([1, 2], "ab", (3, 4))), list(zip([1], [])), list(zip()), list(map(str, [1, 2])), list(filter(None, [0, 1, "", "a"])))
print(range(5), range(1, 5), range(1, 10, 2), list(range(5, 0, -2)), range(3)[1], range(10)[2:5], 3 in range(5), range(0) == range(2, 2))
print(isinstance(1, int), isinstance(True, int), isinstance(1.0, (int, float)), isinstance("s", str), isinstance([], list), isinstance(None, type(None)))
print(bool([]), bool("a"), bool(0.0), int(), float(), str(), list(), tuple(), dict(), set(), bool())
print(str(1), str(1.5), str(None), str([1, "a"]), repr("a"), str("a"), str((1,)), str({"a": 1}))
print(all([]), any([]), all([1, 0]), any([0, 1]), callable(len), callable(3), callable(lambda: 1))
print(chr(65), ord("A"), hex(255), bin(5), oct(8), hex(-255), abs(-2), divmod(9, 4), pow(2, 3), round(2.567, 1))
print(iter([1]) is not None, next(iter("x")), hash(1) == hash(1.0), hash(5), hash(2.0), hash(True))
print(print("inner"), type(1), type(1.0), type("a"), type([]), type(()), type({}), type(None), type(len), type(range(1)), int, str)
print(issubclass(bool, int), int.__name__, float.__name__, (1).__class__, "a".__class__)
print(list(iter(lambda c=[0]: c.__setitem__(0, c[0] + 1) or c[0], 4)) if False else "skip")
print(*[1, 2], *"ab", sep=",")
print("a", "b", sep="", end="")
print()
print(max(1, 2.5), min(1, 1.0), max([1.0, 1]), max(True, 0.5))
print(list(zip([1, 2], [3, 4], strict=True)), sum(range(101)), [*map(lambda x: x + 1, range(3))])
print(getattr(3, "bit_length")(), getattr("abc", "upper")(), hasattr([], "append"), hasattr([], "nope"))
print(float("1e400"), float("1_0.5"), int(1e15), int("-0"), int("007"))
print(None is None, 1 is not None, [] is [], NotImplemented, ..., Ellipsis)
# expect: 1 3 0 5 2 2
# expect: 3.5 13 0 0.9999999999999999 2
# expect: 1 b 0 1 (1, 'z')
# expect: [1, 2, 3] ['a', 'b', 'c'] [2, 1] [('b', 1), ('a', 2)]
# expect: [3, 2, 1] [2, 1, 0] ['b', 'a'] [(1, 'a'), (2, 'b')]
# expect: [(1, 'a', 3), (2, 'b', 4)] [] [] ['1', '2'] [1, 'a']
# expect: range(0, 5) range(1, 5) range(1, 10, 2) [5, 3, 1] 1 range(2, 5) True True
# expect: True True True True True True
# expect: False True False 0 0.0  [] () {} set() False
# expect: 1 1.5 None [1, 'a'] 'a' a (1,) {'a': 1}
# expect: True False False True True False True
# expect: A 65 0xff 0b101 0o10 -0xff 2 (2, 1) 8 2.6
# expect: True x True 5 2 1
# expect: inner
# expect: None <class 'int'> <class 'float'> <class 'str'> <class 'list'> <class 'tuple'> <class 'dict'> <class 'NoneType'> <class 'builtin_function_or_method'> <class 'range'> <class 'int'> <class 'str'>
# expect: True int float <class 'int'> <class 'str'>
# expect: skip
# expect: 1,2,a,b
# expect: ab
# expect: 2.5 1 1.0 True
# expect: [(1, 3), (2, 4)] 5050 [1, 2, 3]
# expect: 2 ABC True False
# expect: inf 10.5 1000000000000000 0 7
# expect: True True False NotImplemented Ellipsis Ellipsis
