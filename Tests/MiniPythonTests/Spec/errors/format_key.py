"{name}".format(nam=1)  # error: KeyError: 'name'
