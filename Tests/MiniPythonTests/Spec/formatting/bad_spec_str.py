print(f"{'a':.2f}")  # error: ValueError: Unknown format code 'f' for object of type 'str'
