total = 1
print(totl)  # error: NameError: name 'totl' is not defined
