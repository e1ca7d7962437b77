x = 1000
print(x is 1000)  # error: not supported here: 'is' between numbers
