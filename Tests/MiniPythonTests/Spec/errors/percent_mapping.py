"%(name)s" % 3  # error: TypeError: format requires a mapping
