s = "abc"
s[0] = "x"  # error: TypeError: 'str' object does not support item assignment
