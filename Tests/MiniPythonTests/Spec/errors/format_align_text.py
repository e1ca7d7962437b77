f"{'ab':=5}"  # error: ValueError: '=' alignment not allowed in string format specifier
