from micrograd.nn import Module

print(Module())  # error: not supported here: showing a 'Module' object without __repr__
