print(list(zip([1, 2], "ab")), list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1])), list(zip([1, 2], [3, 4], strict=True)))
# expect: [(1, 'a'), (2, 'b')] [(1, 'a'), (2, 'b')] [] [(1,)] [(1, 3), (2, 4)]
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("ab", start=1)), dict(enumerate("xy")))
# expect: [(0, 'a'), (1, 'b')] [(5, 'a'), (6, 'b')] [(1, 'a'), (2, 'b')] {0: 'x', 1: 'y'}
for i, (a, b) in enumerate(zip([1, 2], [3, 4])):
    print(i, a, b)
# expect: 0 1 3
# expect: 1 2 4
