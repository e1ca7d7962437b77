assert 1 == 2, f"no: {1 + 1}"  # error: AssertionError: no: 2
