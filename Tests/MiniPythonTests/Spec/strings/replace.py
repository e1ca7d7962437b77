print("a-b-c".replace("-", "+"), "a-b-c".replace("-", "", 1), "aaa".replace("aa", "b"), "abc".replace("", "."), "abc".replace("x", "y"))
# expect: a+b+c ab-c ba .a.b.c. abc
print("test.py".removesuffix(".py"), "test.py".removesuffix(".p"), "test.py".removeprefix("test"), "aab".removeprefix("a"))  # expect: test test.py .py ab
