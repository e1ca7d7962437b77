print("Hello World".upper(), "Hello World".lower(), "Hello World".swapcase(), "hELLO wORLD".capitalize())
# expect: HELLO WORLD hello world hELLO wORLD Hello world
print("they're bill's friends".title(), "x1y2".title(), "ABC".casefold())  # expect: They'Re Bill'S Friends X1Y2 abc
print("éàü".upper(), "ÉÀÜ".lower(), "straße".upper(), "Straße".casefold(), "élan vital".title(), "αβγ".upper(), "∂x".upper())
# expect: ÉÀÜ éàü STRASSE strasse Élan Vital ΑΒΓ ∂X
