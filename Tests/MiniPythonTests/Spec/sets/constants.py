print({11, 1, 3}, {3, 11, 1}, {0b1011, True, 3.0})
print({11, 1 + 2, 2}, {2 ** 3 + 3, -1, 3, -9}, {'ab'[0] and 11, 3})
n = 3
print({11, 1, n}, {11, 3}, {*[11, 1, 3]}, {11, 1 if True else 0, 3})
s = {11, 1, 3}
s.add(19)
print(s)
s.add(27)
print(s)
print([i for i in {11, 1, 3}], {1, 1.0, 11, 1, 3, 3})
for i in {11, 1, 3}:
    print(i)
# expect: {11, 1, 3} {11, 1, 3} {11, True, 3.0}
# expect: {11, 2, 3} {11, 3, -1, -9} {3, 11}
# expect: {3, 1, 11} {3, 11} {3, 1, 11} {3, 1, 11}
# expect: {11, 1, 3, 19}
# expect: {1, 3, 11, 19, 27}
# expect: [11, 1, 3] {11, 1, 3}
# expect: 11
# expect: 1
# expect: 3
