"{!x}".format(1)  # error: ValueError: Unknown conversion specifier x
