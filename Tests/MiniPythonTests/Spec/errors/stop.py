next(iter([]))  # error: StopIteration
