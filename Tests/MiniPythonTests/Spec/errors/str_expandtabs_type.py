"a\tb".expandtabs("4")  # error: TypeError: 'str' object cannot be interpreted as an integer
