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
    #if canImport(Glibc) || canImport(Musl) || canImport(Darwin)
        @inlinable public static func exp(_ x: Double) -> Double { cExp(x) }
        @inlinable public static func log(_ x: Double) -> Double { cLog(x) }
        @inlinable public static func tanh(_ x: Double) -> Double { cTanh(x) }
        @inlinable public static func pow(_ x: Double, _ y: Double) -> Double { cPow(x, y) }
        @inlinable public static func sin(_ x: Double) -> Double { cSin(x) }
        @inlinable public static func cos(_ x: Double) -> Double { cCos(x) }
        @inlinable public static func tan(_ x: Double) -> Double { cTan(x) }
        @inlinable public static func sinh(_ x: Double) -> Double { cSinh(x) }
        @inlinable public static func cosh(_ x: Double) -> Double { cCosh(x) }
        @inlinable public static func asin(_ x: Double) -> Double { cAsin(x) }
        @inlinable public static func acos(_ x: Double) -> Double { cAcos(x) }
        @inlinable public static func atan(_ x: Double) -> Double { cAtan(x) }
        @inlinable public static func log2(_ x: Double) -> Double { cLog2(x) }
        @inlinable public static func log10(_ x: Double) -> Double { cLog10(x) }
        @inlinable public static func atan2(_ x: Double, _ y: Double) -> Double { cAtan2(x, y) }
        @inlinable public static func hypot(_ x: Double, _ y: Double) -> Double { cHypot(x, y) }
    #else
        @inlinable public static func exp(_ x: Double) -> Double { wasmExp(x) }
        @inlinable public static func log(_ x: Double) -> Double { wasmLog(x) }
        @inlinable public static func tanh(_ x: Double) -> Double { wasmTanh(x) }
        @inlinable public static func pow(_ x: Double, _ y: Double) -> Double { wasmPow(x, y) }
        @inlinable public static func sin(_ x: Double) -> Double { wasmSin(x) }
        @inlinable public static func cos(_ x: Double) -> Double { wasmCos(x) }
        @inlinable public static func tan(_ x: Double) -> Double { wasmTan(x) }
        @inlinable public static func sinh(_ x: Double) -> Double { wasmSinh(x) }
        @inlinable public static func cosh(_ x: Double) -> Double { wasmCosh(x) }
        @inlinable public static func asin(_ x: Double) -> Double { wasmAsin(x) }
        @inlinable public static func acos(_ x: Double) -> Double { wasmAcos(x) }
        @inlinable public static func atan(_ x: Double) -> Double { wasmAtan(x) }
        @inlinable public static func log2(_ x: Double) -> Double { wasmLog2(x) }
        @inlinable public static func log10(_ x: Double) -> Double { wasmLog10(x) }
        @inlinable public static func atan2(_ x: Double, _ y: Double) -> Double { wasmAtan2(x, y) }
        @inlinable public static func hypot(_ x: Double, _ y: Double) -> Double { wasmHypot(x, y) }
    #endif
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
    @_extern(c, "exp") @usableFromInline func wasmExp(_ x: Double) -> Double
    @_extern(c, "log") @usableFromInline func wasmLog(_ x: Double) -> Double
    @_extern(c, "tanh") @usableFromInline func wasmTanh(_ x: Double) -> Double
    @_extern(c, "pow") @usableFromInline func wasmPow(_ x: Double, _ y: Double) -> Double
    @_extern(c, "sin") @usableFromInline func wasmSin(_ x: Double) -> Double
    @_extern(c, "cos") @usableFromInline func wasmCos(_ x: Double) -> Double
    @_extern(c, "tan") @usableFromInline func wasmTan(_ x: Double) -> Double
    @_extern(c, "sinh") @usableFromInline func wasmSinh(_ x: Double) -> Double
    @_extern(c, "cosh") @usableFromInline func wasmCosh(_ x: Double) -> Double
    @_extern(c, "asin") @usableFromInline func wasmAsin(_ x: Double) -> Double
    @_extern(c, "acos") @usableFromInline func wasmAcos(_ x: Double) -> Double
    @_extern(c, "atan") @usableFromInline func wasmAtan(_ x: Double) -> Double
    @_extern(c, "log2") @usableFromInline func wasmLog2(_ x: Double) -> Double
    @_extern(c, "log10") @usableFromInline func wasmLog10(_ x: Double) -> Double
    @_extern(c, "atan2") @usableFromInline func wasmAtan2(_ x: Double, _ y: Double) -> Double
    @_extern(c, "hypot") @usableFromInline func wasmHypot(_ x: Double, _ y: Double) -> Double
#endif
