x = int | None  # error: not supported here: types joined with '|'
