for i in range(3):
    for j in range(3):
        if j == 1:
            continue
        if i == 2:
            break
        print(i, j)
    else:
        print("inner done", i)
else:
    print("outer done")
n = 0
while True:
    n += 1
    if n % 2: continue
    if n > 6: break
print(n)
x = 5
if x < 3: print("small")
elif x < 10: print("medium")
else: print("large")
print("yes" if x else "no", x and 0, x or 0, 0 or None, None and 1, not x, 1 and 2 and 3, 0 or "" or [])
for i, (a, b) in enumerate([(1, 2), (3, 4)], start=10): print(i, a, b)
for i in range(10, 0, -3): print(i, end="-")
print()
pass
if (m := 10) > 5: print(m)
while (m := m - 4) > 0: print("m", m)
for c in "ab": pass
print(c, i)
assert True, "fine"
assert x == 5
xs = [1, 2, 3]
for v in xs:
    if v == 2:
        xs.append(9)
    if v == 9:
        break
print(xs)
for i in range(5):
    i = i * 10
print(i)
a = b = c = 0
a += 1
print(a, b, c)
print(1 if False else 2 if False else 3)
print(1 < 2 == True, not 1 == 2, 1 in [1] == True)
while 0: pass
else: print("else")
# expect: 0 0
# expect: 0 2
# expect: inner done 0
# expect: 1 0
# expect: 1 2
# expect: inner done 1
# expect: outer done
# expect: 8
# expect: medium
# expect: yes 0 5 None None False 3 []
# expect: 10 1 2
# expect: 11 3 4
# expect: 10-7-4-1-
# expect: 10
# expect: m 6
# expect: m 2
# expect: b 1
# expect: [1, 2, 3, 9]
# expect: 40
# expect: 1 0 0
# expect: 3
# expect: False True False
# expect: else
