print(range(3), range(1, 5), range(0, 10, 3), list(range(5, 0, -2)), list(range(0)), len(range(0, 10, 3)))
# expect: range(0, 3) range(1, 5) range(0, 10, 3) [5, 3, 1] [] 4
print(range(10)[2], range(10)[-1], range(10)[2:5], range(10)[::-1], range(3) == range(0, 3, 1), range(0) == range(2, 1))
# expect: 2 9 range(2, 5) range(9, -1, -1) True True
print(3 in range(5), 5 in range(5), 3.0 in range(5), "a" in range(5), range(10).index(3), range(0, 9, 2).index(4), range(5).count(2))
# expect: True False True False 3 2 1
r = range(1, 10, 2)
print(r.start, r.stop, r.step, sum(r), max(r), bool(range(0)))  # expect: 1 10 2 25 9 False
