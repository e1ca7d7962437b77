import MiniPython

/// A number as an author wrote it in a claim. It holds when the computed value, rounded to the places it is written
/// with, is that number: `0.7071` claims four places, `6.0` one, `1.5e-8` one place of the mantissa.
struct Claim {
    /// Digits without sign and point, at least one.
    private let digits: String
    /// The decimal exponent of the last digit: -4 for `0.7071`, 0 for `12`, -9 for `1.5e-8`.
    private let scale: Int
    private let isNegative: Bool

    /// Reads `-4`, `−4.0`, `+0.50`, `1.5e-8`; nil for what is no number.
    init?(_ text: String) {
        var rest = Substring(text)
        var negative = false
        if let sign = rest.first, "+-\u{2212}".contains(sign) {
            negative = sign != "+"
            rest = rest.dropFirst()
        }
        let mantissa = rest.prefix { $0 != "e" && $0 != "E" }
        var exponent = 0
        if mantissa.count < rest.count {
            guard let value = Int(rest.dropFirst(mantissa.count + 1)), abs(value) < 1000 else { return nil }
            exponent = value
        }
        let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
        digits = parts.joined()
        guard !digits.isEmpty, !parts[0].isEmpty else { return nil }
        scale = exponent - (parts.count == 2 ? parts[1].count : 0)
        isNegative = negative
    }

    /// Whether a computed number rounds to this one. A zero claimed without a sign holds for both zeros.
    func holds(for value: Double) -> Bool {
        guard value.isFinite else { return false }
        let (sign, rounded) = Claim.rounded(value, scale: scale)
        let claimed = Claim.withoutLeadingZeros(digits)
        return rounded == claimed && (claimed == "0" || sign == isNegative)
    }

    /// The value rounded to this claim's places, as an author would write it.
    func correction(of value: Double) -> String {
        scale <= 0 ? PyFloat.fixed(value, places: -scale) : PyFloat.repr(value)
    }

    private static func withoutLeadingZeros(_ digits: String) -> String {
        let rest = digits.drop { $0 == "0" }
        return rest.isEmpty ? "0" : String(rest)
    }

    /// The value as a whole number of units of ten to the `scale`, half to even on the exact binary value.
    private static func rounded(_ value: Double, scale: Int) -> (isNegative: Bool, digits: String) {
        let magnitude = value.magnitude
        if scale <= 0 {
            let text = PyFloat.fixed(magnitude, places: -scale)
            return (value < 0, withoutLeadingZeros(text.split(separator: ".").joined()))
        }
        // More places than any double has before its point: the digits are exact, so they can be rounded as text.
        let whole = PyFloat.fixed(magnitude, places: 0)
        guard whole.count >= scale else { return (value < 0, "0") }
        var kept = Array(("0" + whole.dropLast(scale)).utf8)
        if let next = whole.dropFirst(whole.count - scale).utf8.first, next >= UInt8(ascii: "5") {
            var index = kept.count - 1
            while kept[index] == UInt8(ascii: "9") {
                kept[index] = UInt8(ascii: "0")
                index -= 1
            }
            kept[index] += 1
        }
        return (value < 0, withoutLeadingZeros(String(decoding: kept, as: UTF8.self)))
    }
}
