print(round(2.5), round(3.5), round(-2.5), round(0.5), round(2.675, 2), round(2.5, 0), round(2.567, ndigits=1), round(2.5, None))
# expect: 2 4 -2 0 2.67 2.0 2.6 2
print(round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(1234.5678, -2), round(7), round(7, 2), round(True))
# expect: 1200 1200 1400 -1200 1200.0 7 7 1
