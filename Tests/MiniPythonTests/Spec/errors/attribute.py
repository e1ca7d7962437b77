class A:
    def __init__(self):
        self.data = 1
a = A()
print(a.dta)  # error: AttributeError: 'A' object has no attribute 'dta'
