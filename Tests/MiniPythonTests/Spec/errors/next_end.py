class A:
    def __next__(self):
        raise StopIteration  # error: StopIteration


next(A())
