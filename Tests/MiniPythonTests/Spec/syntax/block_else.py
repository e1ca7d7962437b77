if 1:
    x = 1
elif 2:
    x = 2
else:

x = 3  # error: IndentationError: expected an indented block after 'else' statement on line 5
