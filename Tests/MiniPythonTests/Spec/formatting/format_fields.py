print("{} {} {}".format(1, "two", 3.0))  # expect: 1 two 3.0
print("{0} {1} {0}".format("a", "b"))  # expect: a b a
print("{name} {0} {other!r}".format("first", name="n", other="o"))  # expect: n first 'o'
print("{{}} {{{}}} }}{{".format("in braces"))  # expect: {} {in braces} }{
print("{:>6}|{:<6}|{:^6}|{:*^6}".format("ab", "ab", "ab", "ab"))  # expect:     ab|ab    |  ab  |**ab**
print("{!r:>6} {!s} {!a}".format("x", "y", "∂"))  # expect:    'x' y '\u2202'
print("{:d} {:08.3f} {:,} {:.1%} {:#x} {:e}".format(5, 3.14159, 1234567, 0.25, 255, 1500.0))  # expect: 5 0003.142 1,234,567 25.0% 0xff 1.500000e+03
print("no fields".format(1, 2, x=3), "{}".format(None), "{}".format([1, "a"]))  # expect: no fields None [1, 'a']
print("{a}{b}".format(**{"a": 1, "b": 2}), "{}{}".format(*[3, 4]))  # expect: 12 34
print(str.format("{} {x}", 1, x=2))  # expect: 1 2
