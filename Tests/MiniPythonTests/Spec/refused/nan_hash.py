hash(float("nan"))  # error: not supported here: the hash of nan
