class A(list): pass  # error: not supported here: a class derived from the built-in type 'list'
