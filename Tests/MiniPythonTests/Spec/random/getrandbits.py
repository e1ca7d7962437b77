import random

random.seed(1337)
print(random.getrandbits(1), random.getrandbits(8), random.getrandbits(31), random.getrandbits(32))
# expect: 1 236 1145179090 3048911309
print(random.getrandbits(33), random.getrandbits(53), random.getrandbits(63), random.getrandbits(0))
# expect: 5866274047 6592322048764146 7149954537945201503 0


def tell(draw):
    try:
        draw()
    except Exception as error:
        print(type(error).__name__ + ':', error)
        # expect: ValueError: number of bits must be non-negative
        # expect: TypeError: 'float' object cannot be interpreted as an integer
        # expect: TypeError: Random.getrandbits() takes exactly one argument (0 given)
        # expect: TypeError: Random.getrandbits() takes exactly one argument (2 given)
        # expect: TypeError: Random.getrandbits() takes no keyword arguments


tell(lambda: random.getrandbits(-1))
tell(lambda: random.getrandbits(1.5))
tell(lambda: random.getrandbits())
tell(lambda: random.getrandbits(1, 2))
tell(lambda: random.getrandbits(k=3))
