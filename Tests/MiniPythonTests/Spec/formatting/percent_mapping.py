print("%(name)s is %(age)d" % {"name": "Ada", "age": 36})  # expect: Ada is 36
print("%(x)6.2f|%(x)-6d|%(x)s" % {"x": 2.5})  # expect:   2.50|2     |2.5
print("%(a)s %(a)r" % {"a": "twice", "unused": 1})  # expect: twice 'twice'
print("%(a(b)c)s" % {"a(b)c": "parentheses"})  # expect: parentheses
print("text" % {}, "text" % [], "%s" % {"a": 1}, "%s" % [1, 2])  # expect: text text {'a': 1} [1, 2]


class Squares:
    def __getitem__(self, name):
        return len(name) ** 2


print("%(four)d %(seventh)d" % Squares())  # expect: 16 49
