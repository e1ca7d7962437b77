"{:{}".format(1, 2)  # error: ValueError: unmatched '{' in format spec
