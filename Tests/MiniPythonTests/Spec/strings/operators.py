print("ab" + "cd", "ab" * 3, 2 * "ab", "ab" * 0, "ab" * -1, "ab" * True)  # expect: abcd ababab abab   ab
print("abc" < "abd", "Z" < "a", "a" < "aa", "é" > "z", "a" == "a", "a" != "b", "a" == 1)  # expect: True True True True True True False
print("bc" in "abcd", "" in "", "x" not in "abc", "a" "b" 'c')  # expect: True True True abc
s = "a"
s += "b"
s *= 2
print(s)  # expect: abab
