print("one\ntwo\r\nthree\rfour".splitlines(), "one\ntwo\n".splitlines(True), "a\n\nb".splitlines(keepends=True))
# expect: ['one', 'two', 'three', 'four'] ['one\n', 'two\n'] ['a\n', '\n', 'b']
print("".splitlines(), "\n".splitlines(), "a\x0bb\x0cc\x1cd\x85e\u2028f".splitlines())  # expect: [] [''] ['a', 'b', 'c', 'd', 'e', 'f']
