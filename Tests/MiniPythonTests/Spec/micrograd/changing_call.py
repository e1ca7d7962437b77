from micrograd.nn import Neuron

Neuron.parameters = lambda self: []  # error: not supported here: changing the class Neuron
