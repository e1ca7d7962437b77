max([])  # error: ValueError: max() arg is an empty sequence
