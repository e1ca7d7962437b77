class A:
    pass
A(1)  # error: TypeError: A() takes no arguments
