abs("a")  # error: TypeError: bad operand type for abs(): 'str'
