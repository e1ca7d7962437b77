pow(2, 3, 0)  # error: ValueError: pow() 3rd argument cannot be 0
