from micrograd.nn import Neuron

Neuron.act = None  # error: not supported here: changing the class Neuron
