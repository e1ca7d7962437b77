class Number:
    def __int__(self):
        return 1.5


int(Number())  # error: TypeError: __int__ returned non-int (type float)
