least = -9223372036854775807 - 1
print("ab".center(least), "ab".ljust(least), "ab".rjust(least, "*"), "-1".zfill(least))  # expect: ab ab ab -1
