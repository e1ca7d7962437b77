s = "∂L/∂a"
print(s[0], s[-1], s[1:3], s[::-1], s[::2], s[:-2], s[10:], s[-100:2], s[4:1:-1], len(s))  # expect: ∂ a L/ a∂/L∂ ∂/a ∂L/  ∂L a∂/ 5
for character in s[:3]:
    print(character, end=" ")
print()  # expect: ∂ L / 
