x = 1
match x:  # error: not supported here: the 'match' statement
    case 1:
        pass
