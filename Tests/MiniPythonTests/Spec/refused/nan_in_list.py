nan = float("nan")
print(nan in [1.0], [nan] == [1.0])  # expect: False False
nan in [nan]  # error: not supported here: looking for nan in a container
