f"{1:__}"  # error: ValueError: Cannot specify '_' with '_'.
