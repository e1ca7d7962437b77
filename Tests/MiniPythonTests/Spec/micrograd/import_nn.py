import micrograd
import micrograd.nn
from micrograd import nn
from micrograd.nn import Value, random

print(micrograd.nn is nn, nn.Value is Value, micrograd.engine.Value is Value)  # expect: True True True
random.seed(2)
print(micrograd.nn.MLP(1, [1]), nn.random is random, random.random())
# expect: MLP of [Layer of [LinearNeuron(1)]] True 0.9478274870593494
