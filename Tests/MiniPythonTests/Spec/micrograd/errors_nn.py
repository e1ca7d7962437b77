import random
from micrograd.engine import Value
from micrograd.nn import Layer, MLP, Module, Neuron

random.seed(1)


def tell(make):
    try:
        make()
    except Exception as error:
        print(type(error).__name__ + ':', error)
        # expect: TypeError: Neuron.__init__() missing 1 required positional argument: 'nin'
        # expect: TypeError: Neuron.__init__() takes from 2 to 3 positional arguments but 4 were given
        # expect: TypeError: Neuron.__init__() got an unexpected keyword argument 'foo'
        # expect: TypeError: Neuron.__init__() got multiple values for argument 'nin'
        # expect: TypeError: 'str' object cannot be interpreted as an integer
        # expect: TypeError: 'float' object cannot be interpreted as an integer
        # expect: TypeError: Layer.__init__() missing 1 required positional argument: 'nout'
        # expect: TypeError: Layer.__init__() takes 3 positional arguments but 4 were given
        # expect: TypeError: Neuron.__init__() got an unexpected keyword argument 'foo'
        # expect: TypeError: Layer.__init__() got multiple values for argument 'nin'
        # expect: TypeError: 'str' object cannot be interpreted as an integer
        # expect: TypeError: MLP.__init__() missing 1 required positional argument: 'nouts'
        # expect: TypeError: can only concatenate list (not "int") to list
        # expect: TypeError: can only concatenate list (not "tuple") to list
        # expect: TypeError: MLP.__init__() takes 3 positional arguments but 4 were given
        # expect: TypeError: 'str' object cannot be interpreted as an integer
        # expect: TypeError: 'str' object cannot be interpreted as an integer
        # expect: TypeError: 'Value' object is not iterable
        # expect: TypeError: 'int' object is not iterable
        # expect: TypeError: MLP.__call__() missing 1 required positional argument: 'x'
        # expect: TypeError: MLP.__call__() takes 2 positional arguments but 3 were given
        # expect: TypeError: MLP.__call__() got an unexpected keyword argument 'y'
        # expect: ValueError: could not convert string to float: 'a'
        # expect: TypeError: float() argument must be a string or a real number, not 'NoneType'
        # expect: TypeError: 'Value' object is not iterable
        # expect: TypeError: MLP.parameters() takes 1 positional argument but 2 were given
        # expect: AttributeError: 'MLP' object has no attribute 'layer'
        # expect: AttributeError: 'function' object has no attribute 'name'
        # expect: TypeError: Module() takes no arguments
        # expect: TypeError: 'Module' object is not callable
        # expect: TypeError: Module.zero_grad() missing 1 required positional argument: 'self'
        # expect: AttributeError: 'int' object has no attribute 'parameters'
        # expect: TypeError: Neuron.__call__() missing 1 required positional argument: 'x'
        # expect: AttributeError: 'int' object has no attribute 'w'
        # expect: TypeError: 'Neuron' object is not subscriptable
        # expect: TypeError: object of type 'Neuron' has no len()
        # expect: TypeError: unsupported operand type(s) for +: 'Neuron' and 'int'
        # expect: TypeError: micrograd.nn.Neuron() argument after * must be an iterable, not int
        # expect: TypeError: ReLUNeuron(2) argument after * must be an iterable, not int
        # expect: TypeError: micrograd.nn.Neuron.parameters() argument after * must be an iterable, not int


tell(lambda: Neuron())
tell(lambda: Neuron(1, True, 3))
tell(lambda: Neuron(1, foo=3))
tell(lambda: Neuron(1, nin=3))
tell(lambda: Neuron('a'))
tell(lambda: Neuron(2.0))
tell(lambda: Layer(1))
tell(lambda: Layer(1, 2, 3))
tell(lambda: Layer(1, 2, foo=3))
tell(lambda: Layer(1, 2, nin=3))
tell(lambda: Layer(1, 'a'))
tell(lambda: MLP(1))
tell(lambda: MLP(1, 2))
tell(lambda: MLP(1, (2,)))
tell(lambda: MLP(1, [2], 3))
tell(lambda: MLP('a', [2]))
tell(lambda: MLP(2, ['a']))
tell(lambda: MLP(2, [2, 1, 1])([1, 2]))
tell(lambda: MLP(2, [3, 2])(5))
tell(lambda: MLP(2, [3, 2])())
tell(lambda: MLP(2, [3, 2])(1, 2))
tell(lambda: MLP(2, [3, 2])(y=[1, 2]))
tell(lambda: MLP(2, [3, 2])(['a', 'b']))
tell(lambda: MLP(2, [3, 2])([None]))
tell(lambda: MLP(2, [3, 2])(Value(3)))
tell(lambda: MLP(2, [3, 2]).parameters(3))
tell(lambda: MLP(2, [3, 2]).layer)
tell(lambda: MLP(2, [3, 2]).parameters.name)
tell(lambda: Module(3))
tell(lambda: Module()(3))
tell(lambda: Module.zero_grad())
tell(lambda: Module.zero_grad(3))
tell(lambda: Neuron.__call__(3))
tell(lambda: Neuron.parameters(3))
tell(lambda: Neuron(2)[0])
tell(lambda: len(Neuron(2)))
tell(lambda: Neuron(2) + 1)
tell(lambda: Neuron(*3))
tell(lambda: Neuron(2)(*3))
tell(lambda: Neuron.parameters(*3))
