def returns():
    try:
        return "try"
    finally:
        print("finally runs")


def replaces():
    try:
        return "try"
    finally:
        return "finally"


def swallows():
    try:
        1 / 0
    finally:
        return "swallowed"


def loops():
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("body", i)
        finally:
            print("finally", i)
    else:
        print("not reached")
    return "done"


print(returns(), replaces(), swallows(), loops())
# expect: finally runs
# expect: body 0
# expect: finally 0
# expect: finally 1
# expect: body 2
# expect: finally 2
# expect: finally 3
# expect: try finally swallowed done
try:
    try:
        raise KeyError("a")
    finally:
        print("on the way out")
except KeyError as error:
    print(repr(error))
else:
    print("not reached")
# expect: on the way out
# expect: KeyError('a')
