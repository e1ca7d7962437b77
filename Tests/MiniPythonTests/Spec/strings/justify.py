print("[" + "ab".ljust(5) + "]", "[" + "ab".rjust(5) + "]", "[" + "ab".center(5) + "]", "[" + "abc".center(6) + "]")  # expect: [ab   ] [   ab] [  ab ] [ abc  ]
print("ab".ljust(5, "."), "ab".rjust(5, "."), "ab".center(5, "."), "ab".center(1), "∂".center(3, "é"))  # expect: ab... ...ab ..ab. ab é∂é
print("7".zfill(3), "-7".zfill(4), "+7".zfill(4), "".zfill(2), "--7".zfill(5), "1234".zfill(2))  # expect: 007 -007 +007 00 -00-7 1234
