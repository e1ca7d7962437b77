[].append(1, 2)  # error: TypeError: list.append() takes exactly one argument (2 given)
