print("%s" % "fine")  # expect: fine
"%s and %s" % ("one",)  # error: TypeError: not enough arguments for format string
