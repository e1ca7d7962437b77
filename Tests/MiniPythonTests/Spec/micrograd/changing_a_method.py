from micrograd.nn import Layer

Layer.parameters.note = 'counted'  # error: not supported here: attributes of functions
