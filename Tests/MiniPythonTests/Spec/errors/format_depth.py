"{:{:{}}}".format(1, 2, 3)  # error: ValueError: Max string recursion exceeded
