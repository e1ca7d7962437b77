import math
from math import sqrt, pi as p
import math as m
print(math.pi, math.e, math.tau, math.inf, -math.inf, math.nan)
for f in (math.exp, math.log, math.tanh, math.sin, math.cos, math.tan, math.sqrt, math.atan, math.sinh, math.cosh):
    print(f(0.5), f(1), f(2.25))
print(math.log(8, 2), math.log2(8), math.log10(1000), math.log(100, 10), math.pow(2, 10), math.pow(2, 0.5))
print(math.floor(2.7), math.ceil(2.1), math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.7), math.floor(3))
print(math.fabs(-2), math.hypot(3, 4), math.atan2(1, 2), math.degrees(math.pi), math.radians(180), math.isnan(math.nan), math.isinf(math.inf), math.isfinite(1))
print(math.factorial(10), math.gcd(12, 18), math.isqrt(17), math.prod([1, 2, 3]), math.asin(1), math.acos(0.3))
print(sqrt(2), p, m.exp(1), math.exp(-745), math.tanh(20), math.exp(710 - 1))
for bad in (lambda: math.log(0), lambda: math.log(-1), lambda: math.sqrt(-1), lambda: math.exp(1000), lambda: math.acos(2), lambda: math.pow(0, -1), lambda: math.pow(-1, 0.5), lambda: math.log("a"), lambda: math.floor(math.inf), lambda: math.floor(math.nan), lambda: math.factorial(-1), lambda: math.sin(math.inf), lambda: math.cosh(1000), lambda: math.pow(10, 400)):
    try:
        bad()
    except (ValueError, OverflowError, TypeError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
for bad in (lambda: 10.0 ** 400, lambda: 0.0 ** -1, lambda: 0 ** -1, lambda: 1 % 0, lambda: 1 // 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 1 / 0.0, lambda: divmod(1, 0), lambda: int("a"), lambda: float("a"), lambda: int(math.inf), lambda: int(math.nan), lambda: round(math.inf), lambda: 1e308 * 10, lambda: math.inf - math.inf):
    try:
        print(bad())
    except (ValueError, OverflowError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
# expect: 3.141592653589793 2.718281828459045 6.283185307179586 inf -inf nan
# expect: 1.6487212707001282 2.718281828459045 9.487735836358526
# expect: -0.6931471805599453 0.0 0.8109302162163288
# expect: 0.46211715726000974 0.7615941559557649 0.9780261147388136
# expect: 0.479425538604203 0.8414709848078965 0.7780731968879212
# expect: 0.8775825618903728 0.5403023058681398 -0.6281736227227391
# expect: 0.5463024898437905 1.5574077246549023 -1.2386276162240966
# expect: 0.7071067811865476 1.0 1.5
# expect: 0.4636476090008061 0.7853981633974483 1.1525719972156676
# expect: 0.5210953054937474 1.1752011936438014 4.691168305898331
# expect: 1.1276259652063807 1.5430806348152437 4.796567530460195
# expect: 3.0 3.0 3.0 2.0 1024.0 1.4142135623730951
# expect: 2 3 -3 -2 -2 3
# expect: 2.0 5.0 0.4636476090008061 180.0 3.141592653589793 True True True
# expect: 3628800 6 4 6 1.5707963267948966 1.2661036727794992
# expect: 1.4142135623730951 3.141592653589793 2.718281828459045 5e-324 1.0 8.218407461554972e+307
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: OverflowError math range error
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: ValueError math domain error
# expect: TypeError must be real number, not str
# expect: OverflowError cannot convert float infinity to integer
# expect: ValueError cannot convert float NaN to integer
# expect: ValueError factorial() not defined for negative values
# expect: ValueError math domain error
# expect: OverflowError math range error
# expect: OverflowError math range error
# expect: OverflowError (34, 'Numerical result out of range')
# expect: ZeroDivisionError 0.0 cannot be raised to a negative power
# expect: ZeroDivisionError 0.0 cannot be raised to a negative power
# expect: ZeroDivisionError integer modulo by zero
# expect: ZeroDivisionError integer division or modulo by zero
# expect: ZeroDivisionError float floor division by zero
# expect: ZeroDivisionError float modulo
# expect: ZeroDivisionError float division by zero
# expect: ZeroDivisionError integer division or modulo by zero
# expect: ValueError invalid literal for int() with base 10: 'a'
# expect: ValueError could not convert string to float: 'a'
# expect: OverflowError cannot convert float infinity to integer
# expect: ValueError cannot convert float NaN to integer
# expect: OverflowError cannot convert float infinity to integer
# expect: inf
# expect: nan
