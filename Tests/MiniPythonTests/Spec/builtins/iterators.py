numbers = iter([1, 2])
print(next(numbers), next(numbers), next(numbers, "end"), next(numbers, None))  # expect: 1 2 end None
values = iter([3, 2, 1, 0, 5])
print(list(iter(lambda: next(values), 0)), list(values))  # expect: [3, 2, 1] [5]
print(list(reversed([1, 2])), list(reversed("ab")), list(reversed(range(3))), list(reversed({1: "a", 2: "b"})))  # expect: [2, 1] ['b', 'a'] [2, 1, 0] [2, 1]
