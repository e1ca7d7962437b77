class Place:
    def __index__(self):
        return "one"


[1, 2][Place()]  # error: TypeError: __index__ returned non-int (type str)
