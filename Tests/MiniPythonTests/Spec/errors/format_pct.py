print(f"{3:s}")  # error: ValueError: Unknown format code 's' for object of type 'int'
