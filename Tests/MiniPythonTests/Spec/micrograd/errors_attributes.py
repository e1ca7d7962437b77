import random
from micrograd.engine import Value
from micrograd.nn import Layer, MLP, Module, Neuron

random.seed(1)


def tell(attribute, value, x=(1.0, 2.0)):
    try:
        n = Neuron(2)
        setattr(n, attribute, value)
        print(n(list(x)))
    except Exception as error:
        print(type(error).__name__ + ':', error)
        # expect: TypeError: sum() can't sum strings [use ''.join(seq) instead]
        # expect: TypeError: float() argument must be a string or a real number, not 'NoneType'
        # expect: AttributeError: 'int' object has no attribute 'relu'
        # expect: TypeError: 'int' object is not iterable
        # expect: TypeError: can't multiply sequence by non-int of type 'float'
        # expect: TypeError: unsupported operand type(s) for *: 'NoneType' and 'float'


tell('b', 'a')
tell('b', None)
tell('b', 3, ())
tell('w', 5)
tell('w', ['a', 'b'])
tell('w', [None])


def drop(name):
    try:
        n = Neuron(2)
        delattr(n, name)
        n([1.0, 2.0])
    except AttributeError as error:
        print(error)
        # expect: 'Neuron' object has no attribute 'w'
        # expect: 'Neuron' object has no attribute 'b'
        # expect: 'Neuron' object has no attribute 'nonlin'


drop('w')
drop('b')
drop('nonlin')


class Wrong(Module):
    def parameters(self):
        return [3]


Wrong().zero_grad()  # error: AttributeError: 'int' object has no attribute 'grad'
