print(1, "two", 3.0, None, [4])  # expect: 1 two 3.0 None [4]
print(1, 2, 3, sep="-")  # expect: 1-2-3
print("a", "b", sep="", end="!\n")  # expect: ab!
print()
# expect:
print(end="")
print("x", sep="unused", end="\n\n")
# expect: x
# expect:
print(*[1, 2], *"ab", sep=", ")  # expect: 1, 2, a, b
print(1, sep=None, end=None)  # expect: 1
