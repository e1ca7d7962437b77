async def f():  # error: not supported here: 'async'
    pass
