"%(name" % {"name": 1}  # error: ValueError: incomplete format key
