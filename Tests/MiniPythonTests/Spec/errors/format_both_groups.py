f"{255:,_}"  # error: ValueError: Cannot specify both ',' and '_'.
