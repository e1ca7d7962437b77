print(", ".join(["a", "b", "c"]), "".join(str(i) for i in range(4)), "-".join("abc"), "/".join({"x": 1, "y": 2}), "x".join([]))
# expect: a, b, c 0123 a-b-c x/y 
