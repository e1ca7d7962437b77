squares = list((i := i) for i in range(3))  # error: SyntaxError: assignment expression cannot rebind comprehension iteration variable 'i'
