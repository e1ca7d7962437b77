# A number written in the program meets an object that answers for itself, from either side.
class Odd:
    def __add__(self, other):
        return ("add", other)

    def __sub__(self, other):
        return NotImplemented

    def __mul__(self, other):
        return ("mul", other)

    def __mod__(self, other):
        return ("mod", other)

    def __iadd__(self, other):
        self.total = getattr(self, "total", 0) + other
        return self

    def __lt__(self, other):
        return other > 2

    def __eq__(self, other):
        return [other]


odd = Odd()
print(odd + 1, odd * 2, odd % 3)  # expect: ('add', 1) ('mul', 2) ('mod', 3)
try:
    odd - 1
except TypeError as error:
    print(error)  # expect: unsupported operand type(s) for -: 'Odd' and 'int'
odd += 5
odd += 6
print(odd.total)  # expect: 11
try:
    odd -= 1
except TypeError as error:
    print(error)  # expect: unsupported operand type(s) for -=: 'Odd' and 'int'
print("less" if odd < 3 else "not", "less" if odd < 2 else "not")  # expect: less not
print("equal" if odd == 0 else "not")  # expect: equal

x = 2.5
print(x + 1, x - 1, x * 2, x % 2)  # expect: 3.5 1.5 5.0 0.5
x += 1
x -= 4
print(x, -0.0 * 2, 0.0 * -1, -7 % 3, 7 % -3, True + 1, "ab" * 2)  # expect: -0.5 -0.0 -0.0 2 -2 2 abab
print("yes" if x < 1 else "no", "yes" if x == 0 else "no", "yes" if float("nan") != 1 else "no")  # expect: yes no yes
items = [1] * 3
items *= 2
print(items)  # expect: [1, 1, 1, 1, 1, 1]
try:
    "a" + 1
except TypeError as error:
    print(error)  # expect: can only concatenate str (not "int") to str
try:
    "a" < 1
except TypeError as error:
    print(error)  # expect: '<' not supported between instances of 'str' and 'int'
n = 10**18
print(n % 1000, -n % 7, (n + 5) % 3, 5 % 32767, -32768 + n)  # expect: 0 6 0 5 999999999999967232
