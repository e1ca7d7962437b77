print([y for x in [1, 2] if (y := x)])
print([y for x in [1, 2] if y := x])  # error: SyntaxError: invalid syntax
