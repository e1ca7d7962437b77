def f(): pass
print(f)  # error: not supported here: showing a 'function' object
