class Bad(Exception):
    pass
raise Bad("no", 1)  # error: Bad: ('no', 1)
