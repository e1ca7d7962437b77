print("hello", 1, 2.5, True, None)  # expect: hello 1 2.5 True None
x = 3
y = x * 2 + 1
print(f"{x=} {y:>5} {x/y:.4f} {'a'!r}")  # expect: x=3     7 0.4286 'a'
print(1, 2, sep="-", end="!\n")  # expect: 1-2!
print()  # expect:
