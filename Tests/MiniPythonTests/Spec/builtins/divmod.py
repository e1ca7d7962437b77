print(divmod(7, 2), divmod(-7, 2), divmod(7, -2), divmod(-7, -2), divmod(7.5, 2), divmod(-7.5, 2), divmod(True, 2))
# expect: (3, 1) (-4, 1) (-4, -1) (3, -1) (3.0, 1.5) (-4.0, 0.5) (0, 1)
