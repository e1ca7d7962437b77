x = 1
for i in range(1, 30):
    x *= i  # error: not supported here: an integer too large: integers have 64 bits here
