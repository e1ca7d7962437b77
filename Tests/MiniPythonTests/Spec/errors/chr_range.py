chr(-1)  # error: ValueError: chr() arg not in range(0x110000)
