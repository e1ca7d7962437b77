table = str.maketrans("abc", "xyz")
print(table, "aabbcc d".translate(table))  # expect: {97: 120, 98: 121, 99: 122} xxyyzz d
print("hello".translate(str.maketrans("lo", "01", "h")), "abc".translate({97: "AA", 98: None, 99: 0x2202}))  # expect: e001 AA∂
print(str.maketrans({"a": "b", 98: None}), "".maketrans("a", "b"))  # expect: {97: 'b', 98: None} {97: 98}
