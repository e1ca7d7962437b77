class Age:
    def __init__(self, years):
        self.years = years

    def __lt__(self, other):
        return self.years < other.years

    def __repr__(self):
        return f"Age({self.years})"


print(Age(1) < Age(2), Age(1) > Age(2), sorted([Age(3), Age(1)]), min(Age(2), Age(1)), max([Age(1), Age(2)]))
# expect: True False [Age(1), Age(3)] Age(1) Age(2)


class Said:
    def __lt__(self, other):
        return "lt"

    def __le__(self, other):
        return "le"

    def __gt__(self, other):
        return "gt"

    def __ge__(self, other):
        return "ge"

    def __ne__(self, other):
        return "ne"

    def __eq__(self, other):
        return "eq"


s = Said()
print(s < 1, s <= 1, s > 1, s >= 1, s != 1, s == 1)  # expect: lt le gt ge ne eq
print(1 < s, 1 <= s, 1 > s, 1 >= s, 1 != s, 1 == s, 0 < s < 5)  # expect: gt ge lt le ne eq lt
