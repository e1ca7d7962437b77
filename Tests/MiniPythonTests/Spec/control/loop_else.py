for i in range(3):
    pass
else:
    print("else", i)  # expect: else 2
for i in range(3):
    if i == 1:
        break
else:
    print("not reached")
while i < 3:
    i += 1
else:
    print("while else", i)  # expect: while else 3
for i in []:
    pass
else:
    print("empty else")  # expect: empty else
for i in range(2):
    for j in range(2):
        if j:
            break
    else:
        continue
    print("inner break", i, j)
# expect: inner break 0 1
# expect: inner break 1 1
