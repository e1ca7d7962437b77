try:
    pass
except* ValueError:  # error: not supported here: 'except*'
    pass
