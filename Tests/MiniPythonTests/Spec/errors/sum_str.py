sum(["a"])  # error: TypeError: unsupported operand type(s) for +: 'int' and 'str'
