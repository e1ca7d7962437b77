# Whoever makes a list of a sequence asks for its length beforehand, also through its iterator.
class Three:
    def __getitem__(self, index):
        if index > 2: raise IndexError
        return index
    def __len__(self):
        print("len")
        return 3

numbers = [0]
numbers[:] = Three()  # expect: len
print(numbers)  # expect: [0, 1, 2]
print(list(iter(Three())))
# expect: len
# expect: [0, 1, 2]
iterator = iter(Three())
print(next(iterator), [*iterator], [*iterator])
# expect: len
# expect: 0 [1, 2] []
first, *rest = Three()  # expect: len
print(first, rest)  # expect: 0 [1, 2]
print(list(reversed(Three())))
# expect: len
# expect: len
# expect: [2, 1, 0]
