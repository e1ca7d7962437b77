"{!r".format(1)  # error: ValueError: unmatched '{' in format spec
