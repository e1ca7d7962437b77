count = 0


def increment():
    global count
    count += 1


def counter():
    n = 0

    def step():
        nonlocal n
        n += 1
        return n

    return step


increment()
increment()
step = counter()
print(count, step(), step(), counter()())  # expect: 2 1 2 1


def shadow():
    count = "local"
    return count


print(shadow(), count)  # expect: local 2
