[].pop()  # error: IndexError: pop from empty list
