# Comparing items may change the very list: it is asked for its length again after each of them.
class Shrinks:
    def __eq__(self, other):
        items.pop()
        return True

class Clears:
    def __eq__(self, other):
        print('asked')
        items.clear()
        return False

items = [Shrinks(), Shrinks(), Shrinks()]
print(items == [1, 2, 3], len(items))  # expect: False 1
items = [Shrinks(), Shrinks(), Shrinks()]
print([1, 2, 3] == items, len(items))  # expect: False 1
items = [Clears(), Clears()]
try:
    # expect: asked
    items.remove(5)
except ValueError as error:
    print(error)  # expect: list.remove(x): x not in list
items = [Clears(), Clears()]
# expect: asked
print(items.count(5))  # expect: 0
items = [Clears(), Clears()]
# expect: asked
print(5 in items)  # expect: False
class Clearing:
    def __eq__(self, other):
        print('asked')
        cleared.clear()
        return False
cleared = [Clearing(), Clearing()]
try:
    print(cleared.index(1))
except ValueError as error:
    print(error)
# expect: asked
# expect: 1 is not in list
