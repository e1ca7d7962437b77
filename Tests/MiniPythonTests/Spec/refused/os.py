from os import path  # error: not supported here: the module 'os'
