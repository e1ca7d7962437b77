"""What the lessons add to the PyPI package micrograd 0.1.0: tanh, exp, log and label, with data and grad kept floats.

Import it before a snippet runs: it changes micrograd.engine.Value in place, so that under CPython the snippet prints
what it prints in gradbook. It must stay this small; whoever doubts a number on the site should be able to read it.
"""

import math

from micrograd.engine import Value

micrograd_init = Value.__init__


def init(self, data, _children=(), _op='', label=''):
    micrograd_init(self, data, _children, _op)
    self.label = label


def kept_float(name):
    return property(lambda self: self.__dict__[name], lambda self, number: self.__dict__.update({name: float(number)}))


def unary(op, function, derivative):
    """A method for one function of one input; derivative takes the input's value x and the output's value y."""

    def method(self):
        out = Value(function(self.data), (self,), op)

        def backward():
            self.grad += derivative(self.data, out.data) * out.grad

        out._backward = backward
        return out

    return named(op, method)


def named(name, method):
    """Error messages of CPython say the qualified name."""
    method.__name__, method.__qualname__ = name, f'Value.{name}'
    return method


Value.__init__ = named('__init__', init)
Value.data = kept_float('data')
Value.grad = kept_float('grad')
Value.tanh = unary('tanh', math.tanh, lambda x, y: 1 - y * y)
Value.exp = unary('exp', math.exp, lambda x, y: y)
Value.log = unary('log', math.log, lambda x, y: 1 / x)
