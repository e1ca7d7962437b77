2.0 ** 5000  # error: OverflowError: (34, 'Numerical result out of range')
