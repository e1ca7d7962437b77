import MiniPython

/// A decimal number as a person writes one: `-4.0`, `−4`, `1,234.50`, `1.5e-8`, `1.5 × 10⁻⁸`. It keeps every choice of its
/// author, so that another value can be written in the same way. It knows nothing of claims, which say what a written
/// number means.
struct WrittenNumber: Equatable {
    enum Sign: Equatable {
        case none, plus, minus
    }

    enum Exponent: Equatable {
        case none
        /// `e-08`: the letter, whether a plus is written, and how many digits at least.
        case letter(Character, plus: Bool, width: Int)
        /// ` × 10`, as it stands in front of the raised digits.
        case power(String)
    }

    let sign: Sign
    /// The digits before the decimal point, at least one, without separators.
    let whole: String
    /// The digits behind it; their number is the precision.
    let places: String
    /// What stands between groups of three digits; nil where nothing does.
    let separator: Character?
    let exponent: Int
    private let exponentStyle: Exponent
    /// The minus of the sign or of the exponent: the hyphen that Python prints, or U+2212.
    private let minus: Character

    /// The decimal exponent of the last digit: -4 for `0.7071`, 0 for `12`, -9 for `1.5e-8`.
    var scale: Int { exponent - places.count }
    /// All digits without leading zeros; `0` for zero.
    var digits: String {
        let rest = (whole + places).utf8.drop { $0 == UInt8(ascii: "0") }
        return rest.isEmpty ? "0" : String(Substring(rest))
    }
    var isZero: Bool { digits == "0" }
    var isNegative: Bool { sign == .minus }
    var hasExponent: Bool { exponentStyle != .none }

    /// The same for every writing of one number: `-6.0`, `−6` and `-0.6e1` are `-6e0`.
    var canonical: String {
        let significant = String(digits.reversed().drop { $0 == "0" }.reversed())
        if significant.isEmpty { return "0" }
        return "\(isNegative ? "-" : "")\(significant)e\(scale + digits.count - significant.count)"
    }

    /// The double nearest to it.
    var value: Double {
        Double("\(isNegative ? "-" : "")\(whole).\(places.isEmpty ? "0" : places)e\(exponent)") ?? .nan
    }
}

// MARK: Reading

extension WrittenNumber {
    /// Commas, Python's underscore and the spaces that do not break, as printers use them.
    static let separators: [Character] = [",", "_", "\u{A0}", "\u{2009}", "\u{202F}"]
    private static let minuses: [Character] = ["-", "\u{2212}"]
    private static let raised: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    private static let raisedMinus: Character = "⁻"

    /// Nil for what is no number. A separator must part every group of three digits, or it is none: `1,23` is no number.
    init?(_ text: some StringProtocol) {
        var rest = Substring(text)
        var minus: Character = "-"
        var sign = Sign.none
        if let first = rest.first, first == "+" || Self.minuses.contains(first) {
            sign = first == "+" ? .plus : .minus
            if first != "+" { minus = first }
            rest.removeFirst()
        }
        let head = rest.prefix { Self.isDigit($0) || Self.separators.contains($0) }
        rest = rest.dropFirst(head.count)
        guard let (whole, separator) = Self.ungrouped(head) else { return nil }
        var places = ""
        if rest.first == "." {
            places = String(rest.dropFirst().prefix(while: Self.isDigit))
            rest = rest.dropFirst(places.count + 1)
        }
        var exponent = 0
        var style = Exponent.none
        if let letter = rest.first, letter == "e" || letter == "E" {
            var digits = rest.dropFirst()
            var isNegative = false
            let mark = digits.first
            if let mark, mark == "+" || Self.minuses.contains(mark) {
                isNegative = mark != "+"
                if isNegative { minus = mark }
                digits.removeFirst()
            }
            guard !digits.isEmpty, digits.allSatisfy(Self.isDigit), let value = Int(digits), value < 1000 else {
                return nil
            }
            exponent = isNegative ? -value : value
            style = .letter(letter, plus: mark == "+", width: digits.count)
        } else if !rest.isEmpty {
            guard let (prefix, value) = Self.power(rest) else { return nil }
            exponent = value
            style = .power(prefix)
        }
        self.sign = sign
        self.whole = whole
        self.places = places
        self.separator = separator
        self.exponent = exponent
        self.minus = minus
        exponentStyle = style
    }

    /// One that is written as most are, in ASCII: digits with a point among them, behind a hyphen. Nil for what is not quite
    /// as plain, and for what is no number.
    init?(plain text: String) {
        func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let digits = text.utf8.dropFirst(isNegative ? 1 : 0)
        let whole = digits.prefix(while: isDigit)
        var rest = digits[whole.endIndex...]
        if rest.first == UInt8(ascii: ".") { rest.removeFirst() }
        guard !whole.isEmpty, rest.allSatisfy(isDigit) else { return nil }
        (sign, minus, separator) = (isNegative ? .minus : .none, "-", nil)
        (self.whole, places) = (String(Substring(whole)), String(Substring(rest)))
        (exponent, exponentStyle) = (0, .none)
    }

    private static func isDigit(_ character: Character) -> Bool { "0" <= character && character <= "9" }

    /// The digits of a whole number without its separators.
    private static func ungrouped(_ text: Substring) -> (digits: String, separator: Character?)? {
        guard let separator = text.first(where: { !isDigit($0) }) else {
            return text.isEmpty ? nil : (String(text), nil)
        }
        let groups = text.split(separator: separator, omittingEmptySubsequences: false)
        guard groups.allSatisfy({ $0.allSatisfy(isDigit) }), (1...3).contains(groups[0].count),
            groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return (groups.joined(), separator)
    }

    /// ` × 10⁻⁸`: everything before the raised digits, and what they say.
    private static func power(_ text: Substring) -> (prefix: String, exponent: Int)? {
        let prefix = text.prefix { $0 != raisedMinus && !raised.contains($0) }
        let word = prefix.filter { $0 != " " }
        var digits = text.dropFirst(prefix.count)
        guard word == "×10" || word == "·10" else { return nil }
        let isNegative = digits.first == raisedMinus
        if isNegative { digits.removeFirst() }
        let values = digits.compactMap { raised.firstIndex(of: $0) }
        guard values.count == digits.count, (1...3).contains(values.count) else { return nil }
        let value = values.reduce(0) { $0 * 10 + $1 }
        return (String(prefix), isNegative ? -value : value)
    }
}

// MARK: Writing

extension WrittenNumber {
    /// Another value in this number's writing: with as many places, its separators, its signs and its kind of exponent.
    /// A zero has no sign, unless this number is a zero with one: then its author speaks of signs.
    /// - Parameters:
    ///   - value: must be finite.
    ///   - integer: the same value where it is an integer, which a double need not hold exactly.
    ///   - shift: how many places the written number stands above the value: 2 for percent.
    func writing(_ value: Double, integer: Int? = nil, shift: Int = 0) -> String {
        func units(ofTenTo exponent: Int) -> String {
            integer.map { PyFloat.units($0, ofTenTo: exponent - shift) }
                ?? PyFloat.units(value, ofTenTo: exponent - shift)
        }
        var power = 0
        if hasExponent, value != 0 {
            // As many digits before the point as the author has.
            let wanted = whole.count + places.count
            power = Int((Double(value.exponent) * 0.301_029_995_663_981_2).rounded(.down)) + shift - whole.count + 1
            while units(ofTenTo: power - places.count).count < wanted || units(ofTenTo: power - places.count) == "0" {
                power -= 1
            }
            while units(ofTenTo: power - places.count).count > wanted { power += 1 }
        }
        let digits = units(ofTenTo: power - places.count)
        let padded = String(repeating: "0", count: max(0, places.count + 1 - digits.count)) + digits
        var text = grouped(padded.dropLast(places.count))
        if !places.isEmpty { text += "." + padded.suffix(places.count) }
        return sign(of: value, isZero: digits == "0") + text + exponentText(power)
    }

    private func sign(of value: Double, isZero: Bool) -> String {
        if isZero, !self.isZero || sign == .none { return "" }
        if value.sign == .minus { return String(minus) }
        return sign == .plus ? "+" : ""
    }

    private func grouped(_ digits: Substring) -> String {
        guard let separator else { return String(digits) }
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(separator) }
            text.append(digit)
        }
        return text
    }

    private func exponentText(_ exponent: Int) -> String {
        let digits = String(exponent.magnitude)
        switch exponentStyle {
        case .none: return ""
        case .letter(let letter, let plus, let width):
            let sign = exponent < 0 ? String(minus) : plus ? "+" : ""
            return "\(letter)\(sign)\(String(repeating: "0", count: max(0, width - digits.count)))\(digits)"
        case .power(let prefix):
            return prefix + (exponent < 0 ? String(Self.raisedMinus) : "")
                + digits.utf8.map { String(Self.raised[Int($0) - 48]) }.joined()
        }
    }
}
