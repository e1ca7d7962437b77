class A: pass
print(A())  # error: not supported here: showing a 'A' object without __repr__
