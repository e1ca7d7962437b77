"""Asks CPython for every name that it has and what it says of calls that do not fit.

Writes, per program, three texts each followed by a zero byte: the program, what it printed, and the last line of its
traceback (empty when it ended well).
"""

import builtins
import math
import random
import sys

import oracle
from micrograd.engine import Value

PRELUDE = """import math
import random
import micrograd.engine
from micrograd.engine import Value
from micrograd.nn import Layer, MLP, Module, Neuron
random.seed(1)
class C:
    def m(self): pass
"""

OBJECTS = [
    "'ab'", '[1, 2]', "{'a': 1}", '{1}', '(1, 2)', '5', '2.5', 'True', 'None', '(lambda x: x)', 'len', 'C().m',
    '(x for x in [1])', 'range(3)', 'slice(1)', '{1: 2}.keys()', '{1: 2}.values()', '{1: 2}.items()', 'property(len)',
    'ValueError(1)', 'StopIteration(3)', "ImportError('x')", "NameError('x')", "AttributeError('x')", 'enumerate([1])',
    'zip([1])', 'map(len, [])', 'iter([1])', 'C()', 'C', 'int', 'str', 'list', 'dict', 'ValueError', 'object()', 'object',
    'type', 'NotImplemented', '[].append', 'Value(2)', 'Value', 'math',
    'random', 'random.random', 'random.uniform', 'Neuron(2)', 'Neuron', 'Module()', 'MLP(1, [1]).parameters',
]
METHODS = ["'ab'", '[1, 2]', "{'a': 1}", '{1}', '(1, 2)', '5', '2.5', 'Value(2)']
FUNCTIONS = [
    'abs', 'all', 'any', 'bool', 'callable', 'chr', 'dict', 'divmod', 'enumerate', 'filter', 'float', 'format', 'getattr',
    'hasattr', 'hex', 'int', 'isinstance', 'issubclass', 'iter', 'len', 'list', 'map', 'max', 'min', 'next', 'ord', 'pow',
    'print', 'property', 'range', 'repr', 'reversed', 'round', 'set', 'setattr', 'slice', 'sorted', 'str', 'sum', 'super',
    'tuple', 'type', 'zip', 'object', 'ValueError', 'ImportError', 'Value', 'C', 'C().m', 'C.m',
    'Neuron', 'Layer', 'MLP', 'Module', 'Neuron(2)', 'Layer(2, 1)', 'MLP(2, [2, 2])', 'Neuron.parameters',
    'MLP(2, [1]).zero_grad', 'Neuron(2).__call__', 'Module.zero_grad',
]
ARGUMENTS = [
    '', '1', 'None', "'a'", '[1]', '1, 2', "'a', 'b'", '[1], 2', '1, 2, 3', "'a', 'b', 1", '1, 2, 3, 4', '2.5', '(1, 2)',
    'C()', 'Value(2)', 'x=1', '[1], key=1', "'a', sep=1", "'a', base=2", '1, ndigits=1', '[1, 2], start=1',
    "'a b', maxsplit=1", "'a', keepends=False", '1, 1, abs_tol=1', "1, label='a'", "a='b'",
]
OPERATIONS = [
    '-x', '~x', 'len(x)', 'x()', 'x[0]', "x['a']", 'iter(x)', 'next(x)', '1 in x', 'abs(x)', 'round(x)', 'float(x)',
    'int(x)', "f'{x:d}'", '{x}', "'ab' * x", 'sum([x])', "''.join([x])", '[*x]', 'print(*x)', 'x == x', 'x < x', 'x @ x',
    'x + 1', '1 + x', 'x - {1}', 'x | None', '{1} | x', "'%s' % x", "'{}'.format(x)", 'Value(1) * x', 'Value(1) - x',
    'x / Value(1)', 'type(x).__name__', 'math.sqrt(x)', 'range(x)', 'isinstance(1, x)', 'hash(x) * 0',
]
STATEMENTS = [
    'x[0] = 1', 'del x[0]', 'a, b = x', 'for i in x: pass', 'raise x', 'x += 1', 'x |= {1}', 'x.foo = 1', 'del x.foo',
]


def programs():
    namespace = {}
    exec(PRELUDE, namespace)
    for expression in OBJECTS:
        value = eval(expression, namespace)
        names = set(dir(value)) | (set(dir(type)) if isinstance(value, type) else set())
        for name in sorted(names | {'foo', '__foo__', '__len__', 'append', 'real'}):
            yield f'{PRELUDE}x = {expression}\nx.{name}\nprint("has it")'
        for operation in OPERATIONS:
            if 'hash' not in operation or not callable(value):
                yield f'{PRELUDE}x = {expression}\nr = {operation}\nprint(type(r).__name__)'
        for statement in STATEMENTS:
            yield f'{PRELUDE}x = {expression}\n{statement}\nprint(1)'
    for name in [*dir(builtins), 'foo', '__file__', 'xrange']:
        yield f'{name}\nprint("has it")'
    for name in [*dir(math), 'foo']:
        yield f'from math import {name} as f\nprint("has it")'
    for name in [*dir(random), 'foo']:
        yield f'from random import {name} as f\nprint("has it")'
        yield f'import random\nrandom.{name}\nprint("has it")'
    for module in ['os', 'sys', 'numpy', 'no_such', 'micrograd.no_such', 'collections']:
        yield f'import {module}\nprint("has it")'
    functions = FUNCTIONS + [f'math.{name}' for name in dir(math) if callable(getattr(math, name))]
    functions += [f'random.{name}' for name in dir(random) if callable(getattr(random, name)) and name != '_test']
    for expression in METHODS:
        value = eval(expression, namespace)
        for name in dir(value):
            if not name.startswith('_'):
                functions += [f'{expression}.{name}', f'{type(value).__name__}.{name}']
    for function in functions:
        if '.__' not in function:
            for arguments in ARGUMENTS:
                yield f'{PRELUDE}f = {function}\nr = f({arguments})\nprint(type(r).__name__)\nprint(r)'


for program in programs():
    output, message, _ = oracle.execute(program, 'program.py')
    # Not what this is about: addresses in memory differ anyway.
    if ' at 0x' not in output + message:
        for part in program, output, message:
            sys.stdout.buffer.write(part.encode('utf-8') + b'\0')
