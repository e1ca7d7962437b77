"{!rx}".format(1)  # error: ValueError: expected ':' after conversion specifier
