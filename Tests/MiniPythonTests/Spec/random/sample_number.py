import random


class One:
    def __le__(self, other):
        return True

    def __ge__(self, other):
        return True

    def __index__(self):
        return 1

    def __rmul__(self, other):
        return other

    def __gt__(self, other):
        return False


random.seed(1)
random.sample([1, 2], One())  # error: not supported here: random.sample() of such a number
