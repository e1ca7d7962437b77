#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The functions of the C library that Python's `math` needs beside those of the engine (`Libm`), declared by hand where
/// there is no C module to import. CPython calls the very same.
enum CMath {
    static func function(_ name: String) -> (@Sendable (Double) -> Double)? {
        switch name {
        case "acosh": { acosh($0) }
        case "asinh": { asinh($0) }
        case "atanh": { atanh($0) }
        case "cbrt": { cbrt($0) }
        case "erf": { erf($0) }
        case "erfc": { erfc($0) }
        case "exp2": { exp2($0) }
        case "expm1": { expm1($0) }
        // The sign of zero is not every C library's business.
        case "log1p": { $0 == 0 ? $0 : log1p($0) }
        default: nil
        }
    }
}

#if !canImport(Glibc) && !canImport(Musl) && !canImport(Darwin)
    @_extern(c, "acosh") private func acosh(_ x: Double) -> Double
    @_extern(c, "asinh") private func asinh(_ x: Double) -> Double
    @_extern(c, "atanh") private func atanh(_ x: Double) -> Double
    @_extern(c, "cbrt") private func cbrt(_ x: Double) -> Double
    @_extern(c, "erf") private func erf(_ x: Double) -> Double
    @_extern(c, "erfc") private func erfc(_ x: Double) -> Double
    @_extern(c, "exp2") private func exp2(_ x: Double) -> Double
    @_extern(c, "expm1") private func expm1(_ x: Double) -> Double
    @_extern(c, "log1p") private func log1p(_ x: Double) -> Double
#endif
