import random

for seed in [[1], (1,), {}]:
    try:
        random.seed(seed)
    except TypeError as error:
        print(error)
        # expect: The only supported seed types are: None,
        # expect: int, float, str, bytes, and bytearray.
        # expect: The only supported seed types are: None,
        # expect: int, float, str, bytes, and bytearray.
        # expect: The only supported seed types are: None,
        # expect: int, float, str, bytes, and bytearray.
