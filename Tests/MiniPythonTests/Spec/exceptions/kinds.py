try:
    [][1]
except (KeyError, IndexError) as error:
    print(type(error).__name__, error)
else:
    print("not reached")
finally:
    print("finally")
# expect: IndexError list index out of range
# expect: finally


class ParseError(ValueError):
    def __init__(self, message, line):
        super().__init__(message)
        self.line = line


try:
    raise ParseError("bad", 3)
except ValueError as error:
    print(error, error.line, error.args, repr(error), isinstance(error, ParseError))  # expect: bad 3 ('bad',) ParseError('bad') True
try:
    raise ValueError("a", 1)
except ValueError as error:
    print(error, repr(error), error.args)  # expect: ('a', 1) ValueError('a', 1) ('a', 1)
try:
    {}["x"]
except KeyError as error:
    print(error, str(error), error.args)  # expect: 'x' 'x' ('x',)
print(issubclass(KeyError, LookupError), issubclass(ZeroDivisionError, ArithmeticError), issubclass(Exception, BaseException))  # expect: True True True
