print("ΑΣ".lower())  # error: not supported here: 'str.lower' of a capital sigma
