f"{'ab':,}"  # error: ValueError: Cannot specify ',' with 's'.
