len(obj=[1])  # error: TypeError: len() takes no keyword arguments
