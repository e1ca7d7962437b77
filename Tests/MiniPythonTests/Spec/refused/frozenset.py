x = frozenset([1])  # error: not supported here: 'frozenset'
