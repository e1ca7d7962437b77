print('{}'.format(1, **{'x': 2}))  # expect: 1
'{}'.format(1, **{2: 3})  # error: not supported here: calling 'str.format' with keywords that are no texts
