a, b += 1  # error: SyntaxError: 'tuple' is an illegal expression for augmented assignment
