# An object that answers with the hash of something else is compared with it, and with nothing that has another hash.
class Same:
    def __init__(self, it):
        self.it = it

    def __hash__(self):
        return hash(self.it)

    def __eq__(self, other):
        return self.it == (other.it if isinstance(other, Same) else other)


for it in [0.5, (1, 2), -1, (1, 'a'), (0.5, -1, True), 'a', 10**18, 2**61, -(2**61), 2**62, -0.0, float('inf'), ((1, 2), 3)]:
    print(it, it in {Same(it)}, Same(it) in {it}, len({it, Same(it)}), {it: 1}.get(Same(it)))
# expect: 0.5 True True 1 1
# expect: (1, 2) True True 1 1
# expect: -1 True True 1 1
# expect: (1, 'a') True True 1 1
# expect: (0.5, -1, True) True True 1 1
# expect: a True True 1 1
# expect: 1000000000000000000 True True 1 1
# expect: 2305843009213693952 True True 1 1
# expect: -2305843009213693952 True True 1 1
# expect: 4611686018427387904 True True 1 1
# expect: -0.0 True True 1 1
# expect: inf True True 1 1
# expect: ((1, 2), 3) True True 1 1


class Other:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return self.number

    def __eq__(self, other):
        print('asked')
        return False


print([Other(number) in {key} for number in [1, 0, 2**61] for key in [-2, -3, 2**61 + 1, 0.5, 5]])
# expect: [False, False, False, False, False, False, False, False, False, False, False, False, False, False, False]
print(Other(0) in {2**61 - 1})
# expect: asked
# expect: False
