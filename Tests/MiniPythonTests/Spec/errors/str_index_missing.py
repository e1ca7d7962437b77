"abc".index("x")  # error: ValueError: substring not found
