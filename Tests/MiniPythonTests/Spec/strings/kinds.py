print("abc".isalpha(), "ab1".isalpha(), "é∂".isalpha(), "é".isalpha(), "".isalpha())  # expect: True False False True False
print("123".isdigit(), "12.3".isdigit(), "²".isdigit(), "²".isdecimal(), "½".isnumeric(), "-1".isdigit())  # expect: True False True False True False
print("ab1".isalnum(), "a b".isalnum(), " \t\n".isspace(), "\xa0".isspace(), "".isspace())  # expect: True False True True False
print("abc".islower(), "aBc".islower(), "a1".islower(), "1".islower(), "ABC".isupper(), "A1".isupper(), "É".isupper())
# expect: True False True False True True True
print("Hello World".istitle(), "Hello world".istitle(), "abc".isascii(), "é".isascii(), "".isascii())  # expect: True False True False True
print("abc_1".isidentifier(), "1abc".isidentifier(), "".isidentifier(), "a b".isprintable(), "a\n".isprintable(), "".isprintable())
# expect: True False False True False True
