print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(map(int, "123")))  # expect: ['1', '2'] [4, 6] [1, 2, 3]
print(list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2, 3])), list(map(abs, filter(None, [-1, 0]))))  # expect: [1, 'a'] [2, 3] [1]
