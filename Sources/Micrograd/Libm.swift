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
    #else
        @inlinable public static func exp(_ x: Double) -> Double { wasmExp(x) }
        @inlinable public static func log(_ x: Double) -> Double { wasmLog(x) }
        @inlinable public static func tanh(_ x: Double) -> Double { wasmTanh(x) }
        @inlinable public static func pow(_ x: Double, _ y: Double) -> Double { wasmPow(x, y) }
    #endif
}

// Inside `Libm` the bare names would mean the static functions themselves.
#if canImport(Glibc) || canImport(Musl) || canImport(Darwin)
    @usableFromInline func cExp(_ x: Double) -> Double { exp(x) }
    @usableFromInline func cLog(_ x: Double) -> Double { log(x) }
    @usableFromInline func cTanh(_ x: Double) -> Double { tanh(x) }
    @usableFromInline func cPow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
#else
    @_extern(c, "exp") @usableFromInline func wasmExp(_ x: Double) -> Double
    @_extern(c, "log") @usableFromInline func wasmLog(_ x: Double) -> Double
    @_extern(c, "tanh") @usableFromInline func wasmTanh(_ x: Double) -> Double
    @_extern(c, "pow") @usableFromInline func wasmPow(_ x: Double, _ y: Double) -> Double
#endif
