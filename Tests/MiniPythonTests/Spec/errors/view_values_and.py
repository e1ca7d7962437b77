{1: 2}.values() & {1}  # error: TypeError: unsupported operand type(s) for &: 'dict_values' and 'set'
