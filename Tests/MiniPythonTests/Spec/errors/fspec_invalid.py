print(f"{3.5:.2fx}")  # error: ValueError: Invalid format specifier '.2fx' for object of type 'float'
