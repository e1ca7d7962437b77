import Foundation
import Markup
import MiniPython

/// A computed number as figures show it: as Python prints it when that is short, else rounded, with the exact number
/// kept beside it. Rounded numbers keep their last zeros, so `0.5000` is seen to be rounded and `0.5` to be exact.
public struct FigureNumber: Sendable, Hashable {
    /// Python's `repr`.
    public let exact: String
    /// What is shown, in ASCII, as it may stand in Python code.
    public let code: String

    public init(_ value: Double) {
        exact = PyFloat.repr(value)
        code = Self.isShort(exact) || !value.isFinite ? exact : Self.rounded(value)
    }

    public var isRounded: Bool { code != exact }

    /// The number that is shown.
    var written: Double { Double(code) ?? .nan }

    /// What is shown, with a real minus sign.
    public var shown: String {
        code.utf8.contains(UInt8(ascii: "-")) ? code.replacingOccurrences(of: "-", with: "\u{2212}") : code
    }

    /// The shown number; where it is rounded, the exact one is its value and its title.
    public var html: HTML {
        isRounded ? "<data value=\"\(exact)\" title=\"\(exact)\">\(shown)</data>" : "\(shown)"
    }

    /// Up to four decimals and twelve characters, such as `-1234.5678` or `1e-07`.
    private static func isShort(_ repr: String) -> Bool {
        guard repr.utf8.count <= 12 else { return false }
        /// -1 in front of the point.
        var decimals = -1
        for byte in repr.utf8 {
            if byte == UInt8(ascii: "e") { break }
            if byte == UInt8(ascii: ".") || decimals >= 0 { decimals += 1 }
        }
        return decimals <= 4
    }

    /// Four decimals; four significant digits where four decimals would say too little, or the number is huge.
    private static func rounded(_ value: Double) -> String {
        let size = abs(value)
        if size < 1e-4 || size >= 1e9 { return String(format: "%.3e", value) }
        let places = size < 0.01 ? 3 - Int(log10(size).rounded(.down)) : 4
        return PyFloat.fixed(value, places: places)
    }
}
