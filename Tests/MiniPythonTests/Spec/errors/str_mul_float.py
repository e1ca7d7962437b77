"ab" * 2.0  # error: TypeError: can't multiply sequence by non-int of type 'float'
