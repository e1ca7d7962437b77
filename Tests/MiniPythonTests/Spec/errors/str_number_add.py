"total: " + 3  # error: TypeError: can only concatenate str (not "int") to str
