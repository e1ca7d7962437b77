"{:d}".format(2.5)  # error: ValueError: Unknown format code 'd' for object of type 'float'
