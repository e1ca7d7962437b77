[].push(1)  # error: AttributeError: 'list' object has no attribute 'push'
