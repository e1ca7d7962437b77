try:
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise ValueError("v") from error
except ValueError as error:
    print(repr(error), "from", repr(error.__cause__))  # expect: ValueError('v') from ZeroDivisionError('division by zero')
try:
    raise ValueError from KeyError
except ValueError as error:
    print(repr(error.__cause__))  # expect: KeyError()
try:
    raise ValueError("alone") from None
except ValueError as error:
    print(error, error.__cause__)  # expect: alone None
