def again():
    raise


try:
    1 / 0
except ZeroDivisionError:
    try:
        again()
    except ZeroDivisionError as error:
        print("in a function:", error)  # expect: in a function: division by zero
try:
    try:
        raise ValueError("outer")
    except ValueError:
        try:
            try:
                raise KeyError("inner")
            except KeyError:
                again()
        except KeyError as error:
            print("innermost:", repr(error))
        again()
except ValueError as error:
    print("and back:", repr(error))
# expect: innermost: KeyError('inner')
# expect: and back: ValueError('outer')
try:
    again()
except RuntimeError as error:
    print(error)  # expect: No active exception to reraise
try:
    try:
        1 / 0
    finally:
        again()
except ZeroDivisionError as error:
    print("in finally:", error)  # expect: in finally: division by zero
