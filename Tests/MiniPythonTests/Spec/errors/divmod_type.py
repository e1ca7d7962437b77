divmod("a", 2)  # error: TypeError: unsupported operand type(s) for divmod(): 'str' and 'int'
