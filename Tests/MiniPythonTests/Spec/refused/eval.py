eval("1")  # error: not supported here: 'eval'
