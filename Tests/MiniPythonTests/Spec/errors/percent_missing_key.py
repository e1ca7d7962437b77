"%(name)s" % {"nam": 1}  # error: KeyError: 'name'
