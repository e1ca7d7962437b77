"%d" % "3"  # error: TypeError: %d format: a real number is required, not str
