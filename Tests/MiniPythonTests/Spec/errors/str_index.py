print("abc"["a"])  # error: TypeError: string indices must be integers, not 'str'
