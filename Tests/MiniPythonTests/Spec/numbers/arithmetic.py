print(7 // 2, -7 // 2, 7 // -2, -7 // -2)  # expect: 3 -4 -4 3
print(7 % 3, -7 % 3, 7 % -3, -7 % -3)  # expect: 1 2 -2 -1
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2)  # expect: 3.0 -4.0 1.5 0.5 -0.5
print(1 / 3, 2 / 1, -1 / 4, 10 / 5)  # expect: 0.3333333333333333 2.0 -0.25 2.0
print(2 ** 10, 2 ** -1, 2 ** 0.5, (-2) ** 3, -2 ** 2, 2 ** 3 ** 2)  # expect: 1024 0.5 1.4142135623730951 -8 -4 512
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, -17 >> 2, 1024 >> 3)  # expect: 1 7 6 -6 1024 -5 128
print(True + True, True * 3.5, False - 1, True / 2)  # expect: 2 3.5 -1 0.5
print(1e3, 1_000_000, 0xff, 0o17, 0b1011, 1e-7, 1.5e300, .5, 5., 1_0.0_1)  # expect: 1000.0 1000000 255 15 11 1e-07 1.5e+300 0.5 5.0 10.01
print(0.1 + 0.2, 1e16, 1e15, 123456789.123456789, 1e22, 1e21, -0.0, 5e-324)  # expect: 0.30000000000000004 1e+16 1000000000000000.0 123456789.12345679 1e+22 1e+21 -0.0 5e-324
print(float("inf"), -float("inf"), float("nan"), float(" 1.5 "), float("1e3"), float("-infinity"))  # expect: inf -inf nan 1.5 1000.0 -inf
print(int(3.9), int(-3.9), int("42"), int(" -7 "), int("ff", 16), int(True), int("1_000"), int("0x1f", 16))  # expect: 3 -3 42 -7 255 1 1000 31
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(1350, -2))  # expect: 2 4 -2 2.67 1200 1200 1400
print(round(0.5), round(1e16), round(5.015, 2), round(1.0), round(7, 2), round(-1.55, 1), round(1e-10, 5), round(15.0, -1))  # expect: 0 10000000000000000 5.01 1 7 -1.6 0.0 20.0
print(abs(-3), abs(-3.5), abs(True), divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), pow(2, 5), pow(3, 4, 5), pow(2.0, 3))  # expect: 3 3.5 1 (2, 1) (-3, 2) (3.0, 1.5) 32 1 8.0
print(9007199254740993, 9223372036854775807, -9223372036854775807)  # expect: 9007199254740993 9223372036854775807 -9223372036854775807
print(1 == 1.0, 1 == True, 0.1 + 0.2 == 0.3, 2 ** 53 == 2.0 ** 53, 9007199254740993 == 9007199254740992.0)  # expect: True True False True False
print(3 < 3.5, 2 <= 2, 1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 != 0)  # expect: True True True False True
x = 10
x += 5
x -= 3
x *= 2
x //= 5
x **= 3
x %= 10
x <<= 3
x |= 1
x &= 30
x ^= 2
x >>= 1
print(x)  # expect: 1
y = 7
y /= 2
print(y, +y, -y, - -y, not y, not 0)  # expect: 3.5 3.5 -3.5 3.5 False True
print((1.5).is_integer(), (2.0).is_integer(), (10).bit_length())  # expect: False True 4
