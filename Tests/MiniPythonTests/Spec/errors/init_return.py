class A:
    def __init__(self): return 3
A()  # error: TypeError: __init__() should return None, not 'int'
