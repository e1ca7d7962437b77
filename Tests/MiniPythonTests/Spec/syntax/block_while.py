while True:
# nothing but this
x = 3  # error: IndentationError: expected an indented block after 'while' statement on line 1
