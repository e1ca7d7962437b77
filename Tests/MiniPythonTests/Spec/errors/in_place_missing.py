class Bag:
    pass


bag = Bag()
bag /= 2  # error: TypeError: unsupported operand type(s) for /=: 'Bag' and 'int'
