pow(2)  # error: TypeError: pow() missing required argument 'exp' (pos 2)
