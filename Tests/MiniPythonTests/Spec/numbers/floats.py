print(1 / 3, 0.1 + 0.2, 1e16, 1e15, 1e22, 123456789012345678.0, 5e-324, 1.7976931348623157e308, 1e-5, 0.0001)
# expect: 0.3333333333333333 0.30000000000000004 1e+16 1000000000000000.0 1e+22 1.2345678901234568e+17 5e-324 1.7976931348623157e+308 1e-05 0.0001
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 2 ** 0.5, 4 ** 0.5, 2.0 ** 3, 1e308 * 10, -0.0, 0.0)
# expect: 3.0 -4.0 1.5 0.5 1.4142135623730951 2.0 8.0 inf -0.0 0.0
print(float("inf"), float("-inf"), float("nan"), float("nan") == float("nan"), float("inf") > 1e308, float(" 1_0.5 "))  # expect: inf -inf nan False True 10.5
print((3.0).is_integer(), (3.5).is_integer(), float("inf").is_integer(), int(3.9), int(-3.9), 3.0 == 3, abs(-0.0))  # expect: True False False 3 -3 True 0.0
