class A:
    def f(self):
        return super().f()  # error: AttributeError: 'super' object has no attribute 'f'
A().f()
