print(int("0x1f", 0), int("0b11", 0), int("0o17", 0), int("42", 0), int("-0x1F", 0), int("0", 0), int("00", 0), int("1_000", 0))
# expect: 31 3 15 42 -31 0 0 1000
print(int("ff", 16), int("0xff", 16), int("0x_ff", 16), int("0b1", 2), int("0b1", 16), int("z", 36), int("11", base=3))  # expect: 255 255 255 1 177 35 4
