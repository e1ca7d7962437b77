from micrograd.nn import MLP

MLP(2, [2, 1])  # error: not supported here: drawing before random.seed(…)
