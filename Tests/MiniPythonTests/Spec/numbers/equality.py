print(1 == 1.0 == True, {1: "a", 1.0: "b", True: "c"}, hash(1) == hash(1.0) == hash(True), 1 in {True}, 0 in [False])  # expect: True {1: 'c'} True True True
print(2**53 == float(2**53), 2**53 + 1 == float(2**53), 9007199254740993 > 9007199254740992.0, 9007199254740993 < 9007199254740992.0)
# expect: True False True False
print(max(1, 1.0), max(1.0, 1), min(True, 1), sorted([3, 1.5, 2, True]), 1 < 2.5 < 3, 1 != 1.0)  # expect: 1 1.0 True [True, 1.5, 2, 3] True False
