x = 1
x += "a"  # error: TypeError: unsupported operand type(s) for +=: 'int' and 'str'
