# A generator that was an argument goes when the call is over, and with it what stands in its `finally`.


def numbers():
    try:
        yield 1  # error: not supported here: a generator that is left unfinished inside a 'try' statement
        yield 2
    finally:
        print('end')


def count(*items):
    return len(items)


held = numbers()
print(count(1, 2, next(held)))
# expect: 3
print(max(5, 4, 3, next(numbers())))
