def seen(x):
    print("seen", x)
    return x


print(1 < 2 < 3, 1 < 2 > 1, 1 == 1 == 1, 3 > 2 != 2, 1 in [1] == [1], not 1 < 2)  # expect: True True True False True False
print(seen(1) < seen(2) < seen(0) < seen(5))
# expect: seen 1
# expect: seen 2
# expect: seen 0
# expect: False
print((1 or 2), (0 or "a"), (1 and 2), (0 and 1), None or [] or "x", 1 if 0 else 2)  # expect: 1 a 2 0 x 2
