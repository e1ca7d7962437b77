f"{255:,x}"  # error: ValueError: Cannot specify ',' with 'x'.
