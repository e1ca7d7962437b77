print(pow(2, 10), pow(2, -1), pow(2.0, 3), pow(2, 3, 5), pow(2, 3, mod=5), pow(base=2, exp=5), pow(2, 3, None))  # expect: 1024 0.5 8.0 3 3 32 8
print(pow(-2, 3, 5), pow(3, 4, -5), pow(2, -1, 5), pow(3, -2, 7), pow(-2, -1, 5), pow(5, 3, 1), pow(5, 0, -1), pow(0, 0, 7))  # expect: 2 -4 3 4 2 0 0 1
