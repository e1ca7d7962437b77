class Age:
    def __lt__(self, other):
        return True


Age() <= Age()  # error: TypeError: '<=' not supported between instances of 'Age' and 'Age'
