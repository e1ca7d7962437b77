sorted([1], foo=1)  # error: TypeError: 'foo' is an invalid keyword argument for sort()
