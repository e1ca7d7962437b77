class A:
    def __str__(self):
        return 3


str(A())  # error: TypeError: __str__ returned non-string (type int)
