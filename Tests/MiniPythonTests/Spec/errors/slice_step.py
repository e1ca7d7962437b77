[1][::0]  # error: ValueError: slice step cannot be zero
