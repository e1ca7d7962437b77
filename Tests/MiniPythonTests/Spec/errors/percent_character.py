"%c" % "ab"  # error: TypeError: %c requires int or char
