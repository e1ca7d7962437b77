{[1]: 2}  # error: TypeError: unhashable type: 'list'
