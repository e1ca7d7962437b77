from micrograd.nn import Mlp  # error: not supported here: importing 'Mlp' from 'micrograd.nn', which has no such name
