def numbers():
    try:
        yield 1  # error: not supported here: a generator that is left unfinished inside a 'try' statement
        yield 2
    finally:
        print("finished")
for i in numbers():
    break
print("after")
