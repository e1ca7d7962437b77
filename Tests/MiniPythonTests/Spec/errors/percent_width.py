"%99999999999999999999d" % 1  # error: ValueError: width too big
