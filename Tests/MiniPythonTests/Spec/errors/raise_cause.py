raise ValueError("a") from 3  # error: TypeError: exception causes must derive from BaseException
