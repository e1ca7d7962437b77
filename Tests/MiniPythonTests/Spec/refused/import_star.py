from math import *  # error: not supported here: 'import *'
