print(id(3))  # error: not supported here: 'id'
