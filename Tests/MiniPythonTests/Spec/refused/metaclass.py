class A(metaclass=type): pass  # error: not supported here: keyword arguments of a class, such as a metaclass
