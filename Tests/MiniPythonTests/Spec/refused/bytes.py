x = b"abc"  # error: not supported here: bytes literals
