print(any((hit := x) > 2 for x in [1, 3, 5]), hit)  # expect: True 3


def first_even(numbers):
    if any((found := n) % 2 == 0 for n in numbers):
        return found
    return None


print(first_even([1, 3, 4, 5]), first_even([1]))  # expect: 4 None


def with_global():
    global total
    return sum((total := n) for n in range(4))


print(with_global(), total)  # expect: 6 3


def shared():
    def show():
        return last

    list((last := i) for i in range(3))
    return show(), last


print(shared())  # expect: (2, 2)
