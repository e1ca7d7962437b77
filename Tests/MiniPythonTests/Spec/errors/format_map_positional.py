"{}".format_map({})  # error: ValueError: Format string contains positional fields
