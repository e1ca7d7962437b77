[1].remove(2)  # error: ValueError: list.remove(x): x not in list
