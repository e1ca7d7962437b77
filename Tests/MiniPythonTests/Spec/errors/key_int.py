print({}[3])  # error: KeyError: 3
