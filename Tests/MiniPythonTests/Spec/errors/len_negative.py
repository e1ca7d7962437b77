class A:
    def __len__(self):
        return -1


len(A())  # error: ValueError: __len__() should return >= 0
