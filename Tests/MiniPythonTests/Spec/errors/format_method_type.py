class Odd:
    def __format__(self, spec):
        return 3


f"{Odd()}"  # error: TypeError: __format__ must return a str, not int
