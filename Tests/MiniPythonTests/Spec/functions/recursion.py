def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    return n != 0 and even(n - 1)


def flatten(items):
    return [x for item in items for x in (flatten(item) if isinstance(item, list) else [item])]


print(factorial(20), even(50), odd(7), flatten([1, [2, [3, []], 4]]))  # expect: 2432902008176640000 True True [1, 2, 3, 4]
