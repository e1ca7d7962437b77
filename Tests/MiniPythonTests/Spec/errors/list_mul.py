[1] * "a"  # error: TypeError: can't multiply sequence by non-int of type 'str'
