a = 0
print(1.0 / a)  # error: ZeroDivisionError: float division by zero
