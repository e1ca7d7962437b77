print("%s and %s" % ("left", "right"))  # expect: left and right
print("%s" % 3, "%s" % 2.5, "%s" % None, "%s" % [1, "a"], "%s" % {"k": (1,)}, "%s" % ((1, 2),))  # expect: 3 2.5 None [1, 'a'] {'k': (1,)} (1, 2)
print("%r %a %s" % ("∂x", "∂x", "∂x"))  # expect: '∂x' '\u2202x' ∂x
print("[%5s] [%-5s] [%.2s] [%5.1s]" % ("ab", "ab", "abc", "∂x"))  # expect: [   ab] [ab   ] [ab] [    ∂]
print("[%05s] [%+s]" % ("ab", "ab"))  # expect: [   ab] [ab]
print("100%% of %s" % "it")  # expect: 100% of it
word = "%s!"
word %= "in place"
print(word)  # expect: in place!
