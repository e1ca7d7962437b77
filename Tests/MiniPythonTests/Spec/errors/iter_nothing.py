class A:
    def __iter__(self):
        return 3


for x in A():  # error: TypeError: iter() returned non-iterator of type 'int'
    pass
