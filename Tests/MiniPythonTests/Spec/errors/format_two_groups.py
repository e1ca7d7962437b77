f"{1.5:__.0x}"  # error: ValueError: Invalid format specifier '__.0x' for object of type 'float'
