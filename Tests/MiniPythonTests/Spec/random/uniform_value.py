# uniform is arithmetic, and Values have that.
import random
from micrograd.engine import Value

random.seed(3)
a = Value(2.0)
u = random.uniform(a, 5.0)
u.backward()
print(u, a.grad)  # expect: Value(data=2.7138938812756743, grad=1.0) 0.7620353729081086
