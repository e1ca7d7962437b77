s = {1, 2, 3, 4}
s.intersection_update([1, 2, 3], {2, 3})
print(sorted(s))  # expect: [2, 3]
s.difference_update([2], (9,))
print(sorted(s))  # expect: [3]
s.symmetric_difference_update([3, 5])
print(sorted(s))  # expect: [5]
s |= {6, 7}
s -= {7}
s &= {5, 6}
s ^= {6}
print(s)  # expect: {5}
s |= {8: "keys"}.keys()
print(sorted(s))  # expect: [5, 8]
