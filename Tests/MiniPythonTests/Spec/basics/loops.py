total = 0
for i in range(10):
    if i == 3:
        continue
    if i == 7:
        break
    total += i
else:
    print("not reached")
print(total)  # expect: 18
n = 0
while n < 3:
    n += 1
else:
    print("done", n)  # expect: done 3
