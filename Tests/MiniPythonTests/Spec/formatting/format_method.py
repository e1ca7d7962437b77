class Money:
    def __init__(self, amount):
        self.amount = amount

    def __format__(self, spec):
        if spec == "cents":
            return str(self.amount * 100)
        return "$" + format(self.amount, spec or ".2f")


m = Money(12.5)
print(f"{m} {m:.1f} {m:cents}")  # expect: $12.50 $12.5 1250.0
print("{} {:>8.1f}|".format(m, m), format(m), format(m, ".3f"))  # expect: $12.50 $    12.5| $12.50 $12.500
