range(3)[3]  # error: IndexError: range object index out of range
