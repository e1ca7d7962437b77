try:
    1 / 0  # error: ZeroDivisionError: division by zero
finally:
    print("cleanup")  # expect: cleanup
