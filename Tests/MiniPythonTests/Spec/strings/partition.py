print("a=b=c".partition("="), "a=b=c".rpartition("="), "abc".partition("="), "abc".rpartition("="))
# expect: ('a', '=', 'b=c') ('a=b', '=', 'c') ('abc', '', '') ('', '', 'abc')
print("∂L/∂a".partition("/"), "aXXb".partition("XX"))  # expect: ('∂L', '/', '∂a') ('a', 'XX', 'b')
