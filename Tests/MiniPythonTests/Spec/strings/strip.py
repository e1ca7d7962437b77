print("[" + "  a b ".strip() + "]", "[" + "  a".lstrip() + "]", "[" + "a  ".rstrip() + "]")  # expect: [a b] [a] [a]
print("xxabxx".strip("x"), "abcba".strip("ab"), "abc".lstrip("ba"), "abc".rstrip("cb"), "éaé".strip("é"), "abc".strip(""))  # expect: ab c c a a abc
print("[" + "\xa0\u2003a\x85".strip() + "]", "a".strip(None))  # expect: [a] a
