print(f"{3:q}")  # error: ValueError: Unknown format code 'q' for object of type 'int'
