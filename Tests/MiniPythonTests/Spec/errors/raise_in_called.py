def again():
    raise


try:
    1 / 0  # error: ZeroDivisionError: division by zero
except ZeroDivisionError:
    again()
