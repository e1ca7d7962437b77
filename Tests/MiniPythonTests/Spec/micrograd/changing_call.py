from micrograd.nn import Neuron

Neuron.parameters = Neuron.parameters  # error: not supported here: changing the class Neuron
