try:
    x = 1
finally:
x = 3  # error: IndentationError: expected an indented block after 'finally' statement on line 3
