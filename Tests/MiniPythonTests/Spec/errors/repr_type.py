class A:
    def __repr__(self): return 3
print(A())  # error: TypeError: __str__ returned non-string (type int)
