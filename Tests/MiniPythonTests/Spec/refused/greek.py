α = 1  # error: not supported here: the letter 'α' in a name
