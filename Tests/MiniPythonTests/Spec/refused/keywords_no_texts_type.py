int(1, **{2: 3})  # error: not supported here: calling 'int' with keywords that are no texts
