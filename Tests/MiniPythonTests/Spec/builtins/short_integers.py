# What CPython's own functions keep in an `int` of C must fit into 32 bits, even where it only says yes or no.


def tell(function):
    try:
        print(repr(function()))
    except (OverflowError, TypeError) as error:
        print(type(error).__name__, error)


numbers = [1, 3, 2]
for size in [2**31 - 1, -(2**31)]:
    tell(lambda: sorted(numbers, reverse=size))
    tell(lambda: 'a\nb'.splitlines(size))
# expect: [3, 2, 1]
# expect: ['a\n', 'b']
# expect: [3, 2, 1]
# expect: ['a\n', 'b']
for size in [2**31, -(2**31) - 1]:
    tell(lambda: sorted(numbers, reverse=size))
    tell(lambda: numbers.sort(reverse=size))
    tell(lambda: 'a\nb'.splitlines(keepends=size))
    tell(lambda: 'a\tb'.expandtabs(size))
    tell(lambda: chr(size))
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
print(numbers)
# expect: [1, 3, 2]
tell(lambda: sorted(numbers, reverse=None))
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
