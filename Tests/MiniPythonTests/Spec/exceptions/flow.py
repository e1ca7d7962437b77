def f(k):
    try:
        if k == 0: return "ret"
        if k == 1: raise ValueError("bad", 3)
        if k == 2: return 1 / 0
        if k == 3: return {}["key"]
        if k == 4: return [][1]
        if k == 5: return int("x")
        if k == 6: raise KeyError
        if k == 7: return None.foo
        if k == 8: assert False, "msg"
        if k == 9: return "a" + 1
        if k == 10: raise NotImplementedError("later")
    except ValueError as e:
        return ("V", str(e), e.args)
    except (ZeroDivisionError, KeyError) as e:
        return (type(e).__name__, str(e), repr(e))
    except Exception as e:
        return ("E", repr(e), str(e))
    else:
        return "else"
    finally:
        print("finally", k)
for k in range(12):
    print(f(k))
def loop():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            print("body", i)
        finally:
            print("fin", i)
    return "end"
print(loop())
def nested():
    try:
        try:
            raise TypeError("inner")
        except ValueError:
            print("no")
        finally:
            print("f1")
    except TypeError as e:
        print("outer", e)
        try:
            raise RuntimeError("again") from e
        except RuntimeError as e2:
            print(e2, e2.__cause__)
    print("after")
nested()
class MyError(Exception):
    pass
class Other(MyError):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code
try:
    raise Other(5)
except MyError as e:
    print(e, e.code, repr(e), isinstance(e, Exception), e.args)
def reraise():
    try:
        raise MyError("x")
    except MyError:
        print("re")
        raise
try:
    reraise()
except MyError as e:
    print("got", e)
def fin_return():
    try:
        return 1
    finally:
        print("cleanup")
print(fin_return())
def override():
    try:
        raise ValueError
    finally:
        return "swallowed"
print(override())
try:
    raise ValueError
except ValueError as err:
    saved = err
try:
    err
except NameError as e:
    print(e)
print(repr(saved), str(saved) == "")
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("k")
except KeyError as e:
    print(e, e.args)
it = iter([1])
print(next(it), next(it, "default"))
try:
    next(it)
except StopIteration:
    print("stop")
try:
    x = [1, 2, 3]
    a, b = x
except ValueError as e:
    print(e)
try:
    a, b, c, d = x
except ValueError as e:
    print(e)
while True:
    try:
        break
    finally:
        print("brk")
# expect: finally 0
# expect: ret
# expect: finally 1
# expect: ('V', "('bad', 3)", ('bad', 3))
# expect: finally 2
# expect: ('ZeroDivisionError', 'division by zero', "ZeroDivisionError('division by zero')")
# expect: finally 3
# expect: ('KeyError', "'key'", "KeyError('key')")
# expect: finally 4
# expect: ('E', "IndexError('list index out of range')", 'list index out of range')
# expect: finally 5
# expect: ('V', "invalid literal for int() with base 10: 'x'", ("invalid literal for int() with base 10: 'x'",))
# expect: finally 6
# expect: ('KeyError', '', 'KeyError()')
# expect: finally 7
# expect: ('E', 'AttributeError("\'NoneType\' object has no attribute \'foo\'")', "'NoneType' object has no attribute 'foo'")
# expect: finally 8
# expect: ('E', "AssertionError('msg')", 'msg')
# expect: finally 9
# expect: ('E', 'TypeError(\'can only concatenate str (not "int") to str\')', 'can only concatenate str (not "int") to str')
# expect: finally 10
# expect: ('E', "NotImplementedError('later')", 'later')
# expect: finally 11
# expect: else
# expect: body 0
# expect: fin 0
# expect: fin 1
# expect: body 2
# expect: fin 2
# expect: fin 3
# expect: end
# expect: f1
# expect: outer inner
# expect: again inner
# expect: after
# expect: code 5 5 Other('code 5') True ('code 5',)
# expect: re
# expect: got x
# expect: cleanup
# expect: 1
# expect: swallowed
# expect: name 'err' is not defined
# expect: ValueError() True
# expect: 'k' ('k',)
# expect: 1 default
# expect: stop
# expect: too many values to unpack (expected 2)
# expect: not enough values to unpack (expected 4, got 3)
# expect: brk
