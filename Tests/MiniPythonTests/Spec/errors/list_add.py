print([1] + (2,))  # error: TypeError: can only concatenate list (not "tuple") to list
