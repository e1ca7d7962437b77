divmod(1.0, 0)  # error: ZeroDivisionError: float divmod()
