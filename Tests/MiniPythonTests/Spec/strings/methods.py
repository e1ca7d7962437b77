s = "Hello, World"
print(s.lower(), s.upper(), s.swapcase(), "hello world".title(), "hELLO".capitalize())
print(s[0], s[-1], s[1:4], s[::-1], s[::2], s[-3:], s[10:2:-3], s[20:], len(s))
print("a,b,,c".split(","), " a  b c ".split(), "a b c d".split(" ", 2), "a b c d".split(None, 2))
print("-".join(["a", "b", "c"]), "".join(str(i) for i in range(5)))
print("  x ".strip() + "|", "xxabxx".strip("x"), "  a".lstrip(), "a  ".rstrip() + "|", "abc".rstrip("cb"))
print("hello".replace("l", "L"), "hello".replace("l", "L", 1), "aaa".replace("", "-"))
print("hello".find("l"), "hello".find("z"), "hello".rfind("l"), "hello".index("e"), "hello".count("l"), "abc".count(""))
print("hello".startswith("he"), "hello".endswith(("x", "lo")), "x" in "xyz", "yz" not in "xyz", "" in "a")
print("a=b=c".partition("="), "abc".partition("="), "7".zfill(3), "-7".zfill(4), "x".center(5, "*"), "ab".center(5), "x".ljust(3) + "|", "x".rjust(3))
print("abc" < "abd", "a" < "B", "abc" == "abc", "a" * 3, 3 * "ab", "a" + "b", "" * 5, ".")
print("123".isdigit(), "12a".isdigit(), "abc".isalpha(), "ab1".isalnum(), " ".isspace(), "abc".islower(), "ABC".isupper(), "".isdigit())
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("tab\tnew\nback\\"), repr("\x00\x7f"), repr("é ü ∂"))
print("one\ntwo\r\nthree".splitlines(), ord("a"), chr(97), chr(8706), ord("∂"))
print("∂L/∂a"[0], len("∂L/∂a"), "∂L/∂a"[::-1], "∂L/∂a"[1:3], [c for c in "a∂b"], "∂L".find("L"))
print('single' "double" """triple""", r"raw\n", "a\
b")
print("prefix-x".removeprefix("prefix-"), "x.py".removesuffix(".py"))
print("\x41\u2202\101", "tab\there", 'q\'q')
print(min("hello"), max("hello"), sorted("hello"), list("abc"), tuple("ab"), "".join(reversed("abc")))
for ch in "xyz":
    print(ch, end=".")
print()
print("""first
second""")
# expect: hello, world HELLO, WORLD hELLO, wORLD Hello World Hello
# expect: H d ell dlroW ,olleH Hlo ol rld lWo  12
# expect: ['a', 'b', '', 'c'] ['a', 'b', 'c'] ['a', 'b', 'c d'] ['a', 'b', 'c d']
# expect: a-b-c 01234
# expect: x| ab a a| a
# expect: heLLo heLlo -a-a-a-
# expect: 2 -1 3 1 2 4
# expect: True True True False True
# expect: ('a', '=', 'b=c') ('abc', '', '') 007 -007 **x**   ab  x  |   x
# expect: True False True aaa ababab ab  .
# expect: True False True True True True True False
# expect: "it's" 'say "hi"' 'both \' and "' 'tab\tnew\nback\\' '\x00\x7f' 'é ü ∂'
# expect: ['one', 'two', 'three'] 97 a ∂ 8706
# expect: ∂ 5 a∂/L∂ L/ ['a', '∂', 'b'] 1
# expect: singledoubletriple raw\n ab
# expect: x x
# expect: A∂A tab	here q'q
# expect: e o ['e', 'h', 'l', 'l', 'o'] ['a', 'b', 'c'] ('a', 'b') cba
# expect: x.y.z.
# expect: first
# expect: second
