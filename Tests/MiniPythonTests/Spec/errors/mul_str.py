"a" * 1.5  # error: TypeError: can't multiply sequence by non-int of type 'float'
