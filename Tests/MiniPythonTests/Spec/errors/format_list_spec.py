"{:>5}".format([1])  # error: TypeError: unsupported format string passed to list.__format__
