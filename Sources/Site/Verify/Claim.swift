import MiniPython

/// A number as an author claims it, and what the claim means: that the computed value, rounded to the places that are
/// written, is that number. It can write another value in the same way, for the hand that corrects it. It knows nothing
/// of pages.
///
///     0.7071  6.0  −4  1,234.5  1.5e-8  1.5 × 10⁻⁸   as many places as are written
///     -0.0  +0.0                                     a zero, and its sign; 0.0 claims no sign
///     ≈ 0.71                                         the same as 0.71: the sign says that it was rounded
///     97.3 %                                         a hundred times the value
///     8/-2  1/3                                      the quotient, to twelve digits: nothing in it is rounded
struct Claim {
    private enum Form {
        case number(WrittenNumber)
        /// The denominator is not zero; the text is from behind the numerator to the end.
        case quotient(WrittenNumber, WrittenNumber, String)
    }

    private let form: Form
    /// `≈` with the blanks behind it, or nothing.
    private let prefix: String
    /// `%` with the blanks in front of it, or nothing.
    private let suffix: String

    /// Nil for what is no number.
    init?(_ text: String) {
        if let number = WrittenNumber(plain: text) {
            (form, prefix, suffix) = (.number(number), "", "")
            return
        }
        var rest = Substring(text)
        if rest.first == "≈" { rest = rest.dropFirst().drop(while: Self.isBlank) }
        prefix = String(text.dropLast(rest.count))
        if let slash = rest.firstIndex(of: "/") {
            let numerator = Self.withoutTrailingBlanks(rest[..<slash])
            let denominator = rest[rest.index(after: slash)...].drop(while: Self.isBlank)
            guard let above = WrittenNumber(numerator), let below = WrittenNumber(denominator), !below.isZero else {
                return nil
            }
            form = .quotient(above, below, String(rest.dropFirst(numerator.count)))
            suffix = ""
            return
        }
        let digits = rest.last == "%" ? Self.withoutTrailingBlanks(rest.dropLast()) : rest
        guard let number = WrittenNumber(digits) else { return nil }
        suffix = String(rest.dropFirst(digits.count))
        form = .number(number)
    }

    private static func isBlank(_ character: Character) -> Bool {
        [" ", "\u{A0}", "\u{2009}", "\u{202F}"].contains(character)
    }

    private static func withoutTrailingBlanks(_ text: Substring) -> Substring {
        text.dropLast(text.reversed().prefix(while: isBlank).count)
    }

    /// The numbers that a reader of it sees.
    var numbers: [WrittenNumber] {
        switch form {
        case .number(let number): [number]
        case .quotient(let above, let below, _): [above, below]
        }
    }

    /// How many places the written number stands above the value.
    private var shift: Int { suffix.isEmpty ? 0 : 2 }
}

// MARK: What it means

extension Claim {
    /// Whether a computed number rounds to this one, half to even on its exact binary value, as everything that Python
    /// formats does.
    /// - Parameter integer: the same number where it is an integer, which a double need not hold exactly.
    func holds(for value: Double, integer: Int? = nil) -> Bool {
        guard value.isFinite else { return false }
        switch form {
        case .number(let claimed):
            let exponent = claimed.scale - shift
            let units =
                integer.map { PyFloat.units($0, ofTenTo: exponent) } ?? PyFloat.units(value, ofTenTo: exponent)
            guard units == claimed.digits else { return false }
            return claimed.isZero && claimed.sign == .none || claimed.isNegative == (value.sign == .minus)
        case .quotient(let above, let below, _):
            let quotient = above.value / below.value
            return (value - quotient).magnitude <= 1e-12 * quotient.magnitude
        }
    }

    /// Whether a written digit would be another if the value were a few units in its last place larger or smaller: it
    /// says more about rounding than about the mathematics. An exact integer has no such units, and a quotient no digits.
    func isFragile(for value: Double, integer: Int? = nil) -> Bool {
        guard case .number = form, integer == nil, value != 0, holds(for: value) else { return false }
        var below = value
        var above = value
        for _ in 0..<4 {
            below = below.nextDown
            above = above.nextUp
        }
        return !holds(for: below) || !holds(for: above)
    }
}

// MARK: How it is written

extension Claim {
    /// A value as this claim's author would write it, so that the claim holds: with the same places, separators, signs,
    /// exponent, `≈`, `%` and denominator, where the value can be written so.
    func writing(_ value: Double, integer: Int? = nil) -> String {
        guard value.isFinite else { return PyFloat.repr(value) }
        var candidates: [String] = []
        switch form {
        // No page is helped by three hundred digits before the point.
        case .number(let number) where integer != nil || number.hasExponent || value.magnitude < 1e16:
            candidates.append(number.writing(value, integer: integer, shift: shift) + suffix)
        case .number: break
        case .quotient(let above, let below, let rest): candidates.append(above.writing(value * below.value) + rest)
        }
        candidates.append(integer.map { String($0) } ?? PyFloat.repr(value))
        // Seventeen digits say every double exactly enough.
        if let exact = WrittenNumber("1.0000000000000000e+00") { candidates.append(exact.writing(value)) }
        let holding = candidates.map { prefix + $0 }.first { Claim($0)?.holds(for: value, integer: integer) ?? false }
        return holding ?? PyFloat.repr(value)
    }
}
