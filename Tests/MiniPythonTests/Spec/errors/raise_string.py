raise "text"  # error: TypeError: exceptions must derive from BaseException
