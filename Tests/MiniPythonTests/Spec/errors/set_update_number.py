{1}.intersection_update(3)  # error: TypeError: 'int' object is not iterable
