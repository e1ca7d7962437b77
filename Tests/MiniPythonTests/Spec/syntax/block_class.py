
class A:
    def f(self):
    x = 1  # error: IndentationError: expected an indented block after function definition on line 3
