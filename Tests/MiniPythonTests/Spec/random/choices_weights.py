import random


class Weight:
    def __add__(self, other):
        return self

    def __le__(self, other):
        return False


random.seed(1)
random.choices([1], [Weight()])  # error: not supported here: random.choices() with weights that are no numbers
