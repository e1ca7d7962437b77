"abc".translate({97: -1})  # error: ValueError: character mapping must be in range(0x110000)
