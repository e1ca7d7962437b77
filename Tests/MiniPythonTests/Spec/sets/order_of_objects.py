# A set of objects that answer with small numbers has the order of those numbers in the table, as numbers have.
class Key:
    def __init__(self, number):
        self.number = number

    def __repr__(self):
        return f'K{self.number}'

    def __hash__(self):
        return self.number

    def __eq__(self, other):
        return isinstance(other, Key) and self.number == other.number


print({Key(3), Key(1)}, {Key(9), 2, Key(1)}, {Key(5)})
# expect: {K1, K3} {K9, 2, K1} {K5}
print([key for key in {Key(8), Key(0), Key(16), 8}])
# expect: [K8, K0, K16, 8]
keys = set()
for number in [70, 3, 8, 16, 2, 1, 9, 33, 17, 4, 2**31 - 1]:
    keys.add(Key(number))
print(keys)
# expect: {K1, K2, K3, K33, K4, K70, K8, K9, K16, K17, K2147483647}
print(list(keys), dict.fromkeys(keys))
# expect: [K1, K2, K3, K33, K4, K70, K8, K9, K16, K17, K2147483647] {K1: None, K2: None, K3: None, K33: None, K4: None, K70: None, K8: None, K9: None, K16: None, K17: None, K2147483647: None}
