class A:
    squares = list((last := i) for i in range(3))  # error: SyntaxError: assignment expression within a comprehension cannot be used in a class body
