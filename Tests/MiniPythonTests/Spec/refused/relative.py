from . import x  # error: not supported here: relative imports
