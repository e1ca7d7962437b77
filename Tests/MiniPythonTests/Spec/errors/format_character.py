f"{-1:c}"  # error: OverflowError: %c arg not in range(0x110000)
