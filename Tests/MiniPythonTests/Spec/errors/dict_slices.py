{}[1:2, 3]  # error: TypeError: unhashable type: 'slice'
