raise ValueError  # error: ValueError
