if 1:
    x = 1
elif 2:
x = 3  # error: IndentationError: expected an indented block after 'elif' statement on line 3
