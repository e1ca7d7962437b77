def times(n):
    def wrap(f):
        def inner(*args, **kwargs):
            return [f(*args, **kwargs) for _ in range(n)]

        return inner

    return wrap


@times(2)
@times(1)
def greet(name, mark="!"):
    return "hi " + name + mark


print(greet("you", mark="?"))  # expect: [['hi you?'], ['hi you?']]


def register(cls):
    cls.registered = True
    return cls


@register
class A:
    pass


print(A.registered)  # expect: True
