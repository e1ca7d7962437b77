del qq  # error: NameError: name 'qq' is not defined
