# An f-string may be put together while another is, and may fail half-way.
class Loud:
    def __init__(self, word):
        self.word = word

    def __str__(self):
        return f"<{self.word}>"

    def __format__(self, spec):
        return f"{{{self.word}:{spec}}}"


def fail(word):
    return f"begun {word} {1 / 0}"


def careful(word):
    try:
        return f"never {fail(word)} seen"
    except ZeroDivisionError:
        return f"[{word}]"


def depth(n):
    return f"{n}({depth(n - 1) if n else ''})"


loud = Loud("hi")
print(f"a {careful('x')} b {loud} c {loud!s} d {loud:>9} e")  # expect: a [x] b {hi:} c <hi> d {hi:>9} e
print(depth(4))  # expect: 4(3(2(1(0()))))
print(f"{'a' + f'{1 + 1}' + careful('y')}|{f'{2.5:{6}.{2}f}'}|")  # expect: a2[y]|  2.50|


def parts():
    yield f"{(yield 'first')!r} and {careful('z')}"


made = parts()
print(next(made), next(made))  # expect: first None and [z]
print([f"{n}{m}" for n in range(2) for m in f"{n}x"])  # expect: ['00', '0x', '11', '1x']
width, digits = 8, 3
x = 1234.56789
print(f"{x:{width}.{digits}f}|{x:<10.1e}|{x:^+12.2f}|{x:0>9.1f}|{-x:010.2f}")  # expect: 1234.568|1.2e+03   |  +1234.57  |0001234.6|-001234.57
print(f"{7:>4}{7:<4}|{7:^5}|{-7:05d}|{7:+d}|{7!r:>3}|{True:>6}|{None!s:*^8}")  # expect:    77   |  7  |-0007|+7|  7|     1|**None**
print(f"{1e22}{1e-7}{0.1}{1e15}{1e16}{123456789.0}{-0.0}")  # expect: 1e+221e-070.11000000000000000.01e+16123456789.0-0.0
print(f"{0.5:.0f} {1.5:.0f} {2.5:.0f} {9.995:.2f} {99999.5:.3e} {0.0:.2e} {5e-324:.1e}")  # expect: 0 2 2 9.99 1.000e+05 0.00e+00 4.9e-324
