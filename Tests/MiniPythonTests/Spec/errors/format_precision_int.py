f"{3:.2d}"  # error: ValueError: Precision not allowed in integer format specifier
