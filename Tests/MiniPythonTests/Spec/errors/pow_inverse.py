pow(2, -1, 4)  # error: ValueError: base is not invertible for the given modulus
