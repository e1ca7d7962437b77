# What is no set is gone through item by item: what was done stays done, and what is decided is decided.
def tried(compute):
    try:
        print(compute())
    except TypeError as error:
        print(error)

tried(lambda: {0}.intersection([0, []]))  # expect: {0}
tried(lambda: {0, 1}.intersection([0, 0, []]))  # expect: unhashable type: 'list'
tried(lambda: set().intersection([[]]))  # expect: unhashable type: 'list'
tried(lambda: {0}.isdisjoint([0, []]))  # expect: False
tried(lambda: {0}.isdisjoint([1, []]))  # expect: unhashable type: 'list'
tried(lambda: {0}.issuperset([1, []]))  # expect: False
tried(lambda: {0}.issuperset([0, []]))  # expect: unhashable type: 'list'
tried(lambda: {0}.issubset([0, []]))  # expect: unhashable type: 'list'
numbers = {1, 2, 3}
tried(lambda: numbers.update([5], [6, []], [7]))  # expect: unhashable type: 'list'
print(sorted(numbers))  # expect: [1, 2, 3, 5, 6]
tried(lambda: numbers.difference_update([5], [6, []], [1]))  # expect: unhashable type: 'list'
print(sorted(numbers))  # expect: [1, 2, 3]
tried(lambda: numbers.intersection_update([3, 3, []]))  # expect: unhashable type: 'list'
print(sorted(numbers))  # expect: [1, 2, 3]
numbers.update(numbers)
numbers.difference_update(numbers, [4])
print(numbers)  # expect: set()
