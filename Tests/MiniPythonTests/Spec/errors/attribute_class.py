class A:
    pass
print(A.x)  # error: AttributeError: type object 'A' has no attribute 'x'
