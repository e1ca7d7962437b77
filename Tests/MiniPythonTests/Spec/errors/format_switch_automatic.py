"{1} {}".format(1, 2)  # error: ValueError: cannot switch from manual field specification to automatic field numbering
