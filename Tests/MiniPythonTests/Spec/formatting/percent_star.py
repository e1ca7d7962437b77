print("[%*d] [%-*d] [%*d]" % (6, 42, 6, 42, -6, 42))  # expect: [    42] [42    ] [42    ]
print("[%.*f] [%*.*f] [%0*d]" % (2, 3.14159, 8, 3, 3.14159, 5, 7))  # expect: [3.14] [   3.142] [00007]
print("[%.*f]" % (-1, 2.5))  # expect: [2]
for width in range(3, 6):
    print("%*s|" % (width, "ab"))
# expect:  ab|
# expect:   ab|
# expect:    ab|
