# Subtracting adds what has the other sign, and the integer 0 has none.
from micrograd.engine import Value

zero = Value(-0.0)
for number in [0, False, 0.0, Value(0), 0 * 1]:
    print((zero - number).data, (number - zero).data, (Value(0.0) - number).data, (number - Value(0.0)).data)
# expect: 0.0 0.0 0.0 0.0
# expect: 0.0 0.0 0.0 0.0
# expect: -0.0 0.0 0.0 0.0
# expect: -0.0 0.0 0.0 0.0
# expect: 0.0 0.0 0.0 0.0
zero -= 0
print(zero)
# expect: Value(data=0.0, grad=0.0)
