"{} {1}".format(1, 2)  # error: ValueError: cannot switch from automatic field numbering to manual field specification
