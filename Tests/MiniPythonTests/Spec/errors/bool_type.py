class A:
    def __bool__(self): return 3
if A(): pass  # error: TypeError: __bool__ should return bool, returned int
