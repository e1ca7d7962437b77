def f(): pass
f.x = 1  # error: not supported here: attributes of functions
