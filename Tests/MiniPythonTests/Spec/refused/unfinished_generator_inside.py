# The same inside a generator: what it used before a `yield` does not wait until it goes on.


def numbers():
    try:
        yield 1  # error: not supported here: a generator that is left unfinished inside a 'try' statement
        yield 2
    finally:
        print('end')


def first():
    sent = yield [0, (yield 'begin')]
    yield sent, next(numbers())


walk = first()
print(next(walk))
# expect: begin
print(walk.send('a'))
# expect: [0, 'a']
print(walk.send('b'))
