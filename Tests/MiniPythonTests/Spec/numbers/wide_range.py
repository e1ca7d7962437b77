# A range may be wider than half of all integers.
wide = range(-9223372036854775807, 9223372036854775807, 7)
print(5 in wide, 6 in wide, 9223372036854775806 in wide)  # expect: False False False
down = range(9223372036854775807, -9223372036854775807, -7)
print(5 in down, 6 in down, 0 in down)  # expect: False False True
