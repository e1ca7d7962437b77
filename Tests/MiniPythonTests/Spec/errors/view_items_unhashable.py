{1: [2]}.items() & {1}  # error: TypeError: unhashable type: 'list'
