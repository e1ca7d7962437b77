int(3, 10)  # error: TypeError: int() can't convert non-string with explicit base
