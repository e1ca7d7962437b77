#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The C library's mathematics, under one name on every platform: the functions CPython itself calls, so that values
/// agree to the last digit. Where there is no C module to import (Embedded WebAssembly) the symbols are declared by
/// hand.
public enum Libm {
    /// eˣ: infinite beyond about 709.78, 0 below about -745.13.
    @inlinable public static func exp(_ x: Double) -> Double { cExp(x) }
    /// The natural logarithm: -infinity at 0, NaN below.
    @inlinable public static func log(_ x: Double) -> Double { cLog(x) }
    /// The hyperbolic tangent, between -1 and 1.
    @inlinable public static func tanh(_ x: Double) -> Double { cTanh(x) }
    /// x to the power y: NaN for a negative x and a y that is not whole, infinite for 0 and a negative y, 1 for any x
    /// (NaN too) and y = 0.
    @inlinable public static func pow(_ x: Double, _ y: Double) -> Double { cPow(x, y) }
    /// The sine of an angle in radians; NaN of an infinite one.
    @inlinable public static func sin(_ x: Double) -> Double { cSin(x) }
    /// The cosine of an angle in radians; NaN of an infinite one.
    @inlinable public static func cos(_ x: Double) -> Double { cCos(x) }
    /// The tangent of an angle in radians; NaN of an infinite one.
    @inlinable public static func tan(_ x: Double) -> Double { cTan(x) }
    /// The hyperbolic sine: infinite beyond about ±710.48.
    @inlinable public static func sinh(_ x: Double) -> Double { cSinh(x) }
    /// The hyperbolic cosine: infinite beyond about ±710.48.
    @inlinable public static func cosh(_ x: Double) -> Double { cCosh(x) }
    /// The angle between -π/2 and π/2 whose sine is x; NaN beyond ±1.
    @inlinable public static func asin(_ x: Double) -> Double { cAsin(x) }
    /// The angle between 0 and π whose cosine is x; NaN beyond ±1.
    @inlinable public static func acos(_ x: Double) -> Double { cAcos(x) }
    /// The angle between -π/2 and π/2 whose tangent is x.
    @inlinable public static func atan(_ x: Double) -> Double { cAtan(x) }
    /// The logarithm to base 2, exact for powers of two: -infinity at 0, NaN below.
    @inlinable public static func log2(_ x: Double) -> Double { cLog2(x) }
    /// The logarithm to base 10: -infinity at 0, NaN below.
    @inlinable public static func log10(_ x: Double) -> Double { cLog10(x) }
    /// The angle, in radians between -π and π, of the point whose ordinate is y and whose abscissa is x, in C's order.
    @inlinable public static func atan2(_ y: Double, _ x: Double) -> Double { cAtan2(y, x) }
    /// The length of the hypotenuse, √(x² + y²), without overflow on the way.
    @inlinable public static func hypot(_ x: Double, _ y: Double) -> Double { cHypot(x, y) }
}

// Inside `Libm` the bare names would mean the static functions themselves.
#if canImport(Glibc) || canImport(Musl) || canImport(Darwin)
    @usableFromInline func cExp(_ x: Double) -> Double { exp(x) }
    @usableFromInline func cLog(_ x: Double) -> Double { log(x) }
    @usableFromInline func cTanh(_ x: Double) -> Double { tanh(x) }
    @usableFromInline func cPow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
    @usableFromInline func cSin(_ x: Double) -> Double { sin(x) }
    @usableFromInline func cCos(_ x: Double) -> Double { cos(x) }
    @usableFromInline func cTan(_ x: Double) -> Double { tan(x) }
    @usableFromInline func cSinh(_ x: Double) -> Double { sinh(x) }
    @usableFromInline func cCosh(_ x: Double) -> Double { cosh(x) }
    @usableFromInline func cAsin(_ x: Double) -> Double { asin(x) }
    @usableFromInline func cAcos(_ x: Double) -> Double { acos(x) }
    @usableFromInline func cAtan(_ x: Double) -> Double { atan(x) }
    @usableFromInline func cLog2(_ x: Double) -> Double { log2(x) }
    @usableFromInline func cLog10(_ x: Double) -> Double { log10(x) }
    @usableFromInline func cAtan2(_ x: Double, _ y: Double) -> Double { atan2(x, y) }
    @usableFromInline func cHypot(_ x: Double, _ y: Double) -> Double { hypot(x, y) }
#else
    @_extern(c, "exp") @usableFromInline func cExp(_ x: Double) -> Double
    @_extern(c, "log") @usableFromInline func cLog(_ x: Double) -> Double
    @_extern(c, "tanh") @usableFromInline func cTanh(_ x: Double) -> Double
    @_extern(c, "pow") @usableFromInline func cPow(_ x: Double, _ y: Double) -> Double
    @_extern(c, "sin") @usableFromInline func cSin(_ x: Double) -> Double
    @_extern(c, "cos") @usableFromInline func cCos(_ x: Double) -> Double
    @_extern(c, "tan") @usableFromInline func cTan(_ x: Double) -> Double
    @_extern(c, "sinh") @usableFromInline func cSinh(_ x: Double) -> Double
    @_extern(c, "cosh") @usableFromInline func cCosh(_ x: Double) -> Double
    @_extern(c, "asin") @usableFromInline func cAsin(_ x: Double) -> Double
    @_extern(c, "acos") @usableFromInline func cAcos(_ x: Double) -> Double
    @_extern(c, "atan") @usableFromInline func cAtan(_ x: Double) -> Double
    @_extern(c, "log2") @usableFromInline func cLog2(_ x: Double) -> Double
    @_extern(c, "log10") @usableFromInline func cLog10(_ x: Double) -> Double
    @_extern(c, "atan2") @usableFromInline func cAtan2(_ x: Double, _ y: Double) -> Double
    @_extern(c, "hypot") @usableFromInline func cHypot(_ x: Double, _ y: Double) -> Double
#endif
