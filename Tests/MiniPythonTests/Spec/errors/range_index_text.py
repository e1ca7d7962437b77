range(3).index("a")  # error: ValueError: sequence.index(x): x not in sequence
