print("a,b,,c".split(","), "a b c".split(" ", 1), "a--b--c".split("--"), "".split(","), "".split())
# expect: ['a', 'b', '', 'c'] ['a', 'b c'] ['a', 'b', 'c'] [''] []
print("  a  b c ".split(), "  a  b c ".split(None, 1), "a b".split(maxsplit=0), "a,b".split(sep=","))  # expect: ['a', 'b', 'c'] ['a', 'b c '] ['a b'] ['a', 'b']
print("a,b,c".rsplit(",", 1), "  a  b c ".rsplit(None, 1), "a b".rsplit(), "aXbXc".rsplit(sep="X", maxsplit=1))
# expect: ['a,b', 'c'] ['  a  b', 'c'] ['a', 'b'] ['aXb', 'c']
print("a\xa0b\u2003c\n".split())  # expect: ['a', 'b', 'c']
