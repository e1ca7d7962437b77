f"{'ab':+}"  # error: ValueError: Sign not allowed in string format specifier
