print("{:{}}|{:>{}}|".format("a", 4, "b", 4))  # expect: a   |   b|
print("{:{align}{width}.{precision}f}|".format(3.14159, align="^", width=10, precision=2))  # expect:    3.14   |
print("{0:{fill}>{width}}".format(7, fill="0", width=3))  # expect: 007
print("{0:{1[spec]}}".format(2.5, {"spec": ".3f"}))  # expect: 2.500
print("{:{}{}}".format("x", "*^", 5))  # expect: **x**
for width in range(3):
    print("[{:{w}}]".format("", w=width))
# expect: []
# expect: [ ]
# expect: [  ]
