from micrograd import optim  # error: not supported here: 'micrograd.optim'
