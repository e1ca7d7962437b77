x = 1
if x = 1:  # error: SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
    pass
