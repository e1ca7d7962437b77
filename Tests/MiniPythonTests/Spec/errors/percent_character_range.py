"%c" % -1  # error: OverflowError: %c arg not in range(0x110000)
