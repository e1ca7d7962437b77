"%.2f" % "3.14"  # error: TypeError: must be real number, not str
