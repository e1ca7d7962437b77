for i in []:
    try:
        x = 1
    except (ValueError,
            TypeError):
    x = 3  # error: IndentationError: expected an indented block after 'except' statement on line 4
