isinstance(3, [int])  # error: TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
