print(format(3), format(2.5, ".3f"), format("ab", ">4"), format(255, "#b"), format(True), format(True, "d"))  # expect: 3 2.500   ab 0b11111111 True 1
print(format(None), format([1]), format("x", ""), [format(x, "04b") for x in range(4)])  # expect: None [1] x ['0000', '0001', '0010', '0011']
