/// How CPython writes a float. Everything gradbook prints of a number goes through here, so that a page shows the very
/// characters a reader's own Python shows.
public enum PyFloat {
    /// CPython's `repr`: the shortest digits that read back as the same number, an exponent outside 1e-4 ..< 1e16.
    public static func repr(_ x: Double) -> String {
        isPlain(x) ? x.description : String(decoding: short(x), as: UTF8.self)
    }

    /// Whether Swift writes what Python writes.
    private static func isPlain(_ x: Double) -> Bool { (1e-4..<1e15).contains(x.magnitude) || x == 0 }

    /// `'%.{places}f' % x`: the exact binary value rounded half to even.
    public static func fixed(_ x: Double, places: Int) -> String {
        String(decoding: sign(x) + fixedMagnitude(x, places: max(0, places)), as: UTF8.self)
    }

    /// The magnitude as a whole number of units of ten to the `exponent`: the exact binary value rounded half to even, as
    /// in all that Python formats. 0.0125 in units of ten to the -3 is `12`. The number must be finite.
    public static func units(_ x: Double, ofTenTo exponent: Int) -> String {
        if exponent <= 0, let units = scaled(x, -exponent) { return String(units) }
        return units(of: Decimal(exactly: x), ofTenTo: exponent)
    }

    /// The same for an integer, which need not be one that a float can hold.
    public static func units(_ n: Int, ofTenTo exponent: Int) -> String {
        let digits = n == 0 ? [] : Array(String(n.magnitude).utf8.map { $0 - 48 })
        return units(of: Decimal(digits: digits, point: digits.count), ofTenTo: exponent)
    }

    static func units(of decimal: Decimal, ofTenTo exponent: Int) -> String {
        var decimal = decimal
        decimal.round(toPlaces: -exponent)
        guard !decimal.digits.isEmpty else { return "0" }
        let zeros = max(0, decimal.point - exponent - decimal.digits.count)
        let text = decimal.digits.map { $0 + 48 } + Array(repeating: 48, count: zeros)
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: Pieces, as ASCII

    static func short(_ x: Double) -> [UInt8] {
        if let special = special(x) { return sign(x) + special }
        let decimal = Decimal(shortest: x)
        let text =
            decimal.digits.isEmpty || (-3...16).contains(decimal.point)
            ? plain(decimal, places: max(1, decimal.digits.count - decimal.point))
            : exponential(decimal, digits: decimal.digits.count, letter: UInt8(ascii: "e"))
        return sign(x) + text
    }

    /// A minus for what C's `signbit` calls negative, except that a NaN has no sign in Python.
    static func sign(_ x: Double) -> [UInt8] { x.sign == .minus && !x.isNaN ? [UInt8(ascii: "-")] : [] }

    /// `inf` and `nan`, for numbers that have no digits.
    static func special(_ x: Double) -> [UInt8]? {
        x.isNaN ? Array("nan".utf8) : x.isInfinite ? Array("inf".utf8) : nil
    }

    static func fixedMagnitude(_ x: Double, places: Int, keepsPoint: Bool = false) -> [UInt8] {
        if let special = special(x) { return special }
        if let scaled = scaled(x, places) { return plain(scaled, places, keepsPoint) }
        var decimal = Decimal(exactly: x)
        decimal.round(toPlaces: places)
        return plain(decimal, places: places, keepsPoint: keepsPoint)
    }

    /// The magnitude times `10**places`, rounded half to even, where 128 bits suffice to say exactly what that is; that
    /// is so for the sizes and places of nearly all the numbers that programs print.
    private static func scaled(_ x: Double, _ places: Int) -> UInt64? {
        // x is a significand below 2**53 over 2**shift.
        guard x.isNormal, places <= 19 else { return nil }
        let shift = 52 - Int(x.exponent)
        guard (1...115).contains(shift) else { return nil }
        let significand = x.significandBitPattern | 1 << 52
        let power = (0..<places).reduce(1 as UInt64) { power, _ in power * 10 }
        let (high, low) = significand.multipliedFullWidth(by: power)
        guard shift >= 64 || high >> shift == 0 else { return nil }
        // The quotient, and what of the remainder decides: its first bit, and whether there is another.
        let quotient: UInt64
        let isHalf: Bool
        let hasRest: Bool
        if shift <= 64 {
            quotient = high << (64 - shift) | low >> shift
            isHalf = low >> (shift - 1) & 1 == 1
            hasRest = low << (65 - shift) != 0
        } else {
            quotient = high >> (shift - 64)
            isHalf = high >> (shift - 65) & 1 == 1
            hasRest = low != 0 || high << (129 - shift) != 0
        }
        guard isHalf, hasRest || quotient & 1 == 1 else { return quotient }
        let (rounded, overflow) = quotient.addingReportingOverflow(1)
        return overflow ? nil : rounded
    }

    /// The magnitude over `10**places`, for at least one place, rounded half to even, where 64 bits hold its whole part.
    private static func scaledDown(_ x: Double, _ places: Int) -> UInt64? {
        guard x.isNormal, places <= 18 else { return nil }
        let shift = 52 - Int(x.exponent)
        guard (-10...63).contains(shift) else { return nil }
        let significand = x.significandBitPattern | 1 << 52
        let whole = shift < 0 ? significand << UInt64(-shift) : significand >> UInt64(shift)
        let hasFraction = shift > 0 && significand & (1 << UInt64(shift) - 1) != 0
        let power = (0..<places).reduce(1 as UInt64) { power, _ in power * 10 }
        let (quotient, rest) = whole.quotientAndRemainder(dividingBy: power)
        let half = power / 2
        let isUp = rest > half || rest == half && (hasFraction || quotient & 1 == 1)
        return isUp ? quotient + 1 : quotient
    }

    // MARK: Into a buffer

    /// What `short` gives.
    static func appendShort(_ x: Double, to out: inout TextBuffer) {
        if isPlain(x) {
            for byte in x.description.utf8 { out.append(byte) }
        } else {
            out.append(short(x))
        }
    }

    /// What `fixedMagnitude` gives, where 128 bits suffice; false where they do not.
    static func appendFixed(_ x: Double, places: Int, to out: inout TextBuffer) -> Bool {
        guard let scaled = x == 0 ? 0 : scaled(x, places) else { return false }
        out.append(scaled, places: places)
        return true
    }

    /// What `exponentMagnitude` gives, where 128 bits suffice; false where they do not.
    static func appendExponent(_ x: Double, places: Int, letter: UInt8, to out: inout TextBuffer) -> Bool {
        guard x.isNormal, places <= 16 else { return false }
        let least = (0..<places).reduce(1 as UInt64) { power, _ in power * 10 }
        // The decimal exponent from the binary one is right or one too small or large; the number of digits tells.
        var exponent = (Int(x.exponent) * 1233) >> 12
        for _ in 0..<3 {
            let shift = places - exponent
            guard let digits = shift >= 0 ? scaled(x, shift) : scaledDown(x, -shift) else { return false }
            if digits >= least * 10 {
                exponent += 1
            } else if digits < least {
                exponent -= 1
            } else {
                out.append(digits, places: places)
                out.append(letter)
                out.append(exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
                out.append(UInt64(exponent.magnitude), digits: 2)
                return true
            }
        }
        return false
    }

    private static func plain(_ scaled: UInt64, _ places: Int, _ keepsPoint: Bool) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(24)
        var rest = scaled
        // From the last digit on, then turned round.
        for place in 0... {
            if place > places, rest == 0 { break }
            if place == places, places > 0 || keepsPoint { out.append(UInt8(ascii: ".")) }
            out.append(UInt8(truncatingIfNeeded: rest % 10) + 48)
            rest /= 10
        }
        out.reverse()
        return out
    }

    static func exponentMagnitude(
        _ x: Double, places: Int, letter: UInt8, keepsPoint: Bool = false
    ) -> [UInt8] {
        if let special = special(x) { return special }
        var decimal = Decimal(exactly: x)
        decimal.round(toDigits: places + 1)
        return exponential(decimal, digits: places + 1, letter: letter, keepsPoint: keepsPoint)
    }

    /// `g`: as many digits as asked for, fixed or with an exponent, whichever suits the size.
    /// - Parameter addsDotZero: what a format without a type asks for: `3.0`, not `3`.
    static func generalMagnitude(
        _ x: Double, precision: Int, letter: UInt8, keepsZeros: Bool = false, addsDotZero: Bool = false
    ) -> [UInt8] {
        if let special = special(x) { return special }
        let precision = max(1, precision)
        var decimal = Decimal(exactly: x)
        decimal.round(toDigits: precision)
        let isZero = decimal.digits.allSatisfy { $0 == 0 }
        let point = isZero ? 1 : decimal.point
        if !keepsZeros { while decimal.digits.last == 0 { decimal.digits.removeLast() } }
        let kept = keepsZeros ? precision : max(1, decimal.digits.count)
        if point <= -4 || point > precision - (addsDotZero ? 1 : 0) {
            return exponential(decimal, digits: kept, letter: letter, keepsPoint: keepsZeros)
        }
        let places = max(addsDotZero ? 1 : 0, kept - point)
        return plain(decimal, places: isZero && !keepsZeros ? (addsDotZero ? 1 : 0) : places, keepsPoint: keepsZeros)
    }

    private static func plain(_ decimal: Decimal, places: Int, keepsPoint: Bool = false) -> [UInt8] {
        var out: [UInt8] = []
        let point = decimal.digits.isEmpty ? 0 : decimal.point
        out.reserveCapacity(max(1, point) + places + 2)
        if point <= 0 { out.append(UInt8(ascii: "0")) }
        for index in 0..<max(0, point) {
            out.append(48 + (index < decimal.digits.count ? decimal.digits[index] : 0))
        }
        if places > 0 || keepsPoint { out.append(UInt8(ascii: ".")) }
        for place in 0..<places {
            let index = point + place
            out.append(48 + (index >= 0 && index < decimal.digits.count ? decimal.digits[index] : 0))
        }
        return out
    }

    private static func exponential(
        _ decimal: Decimal, digits: Int, letter: UInt8, keepsPoint: Bool = false
    ) -> [UInt8] {
        var out: [UInt8] = []
        for index in 0..<digits {
            if index == 1 { out.append(UInt8(ascii: ".")) }
            out.append(48 + (index < decimal.digits.count ? decimal.digits[index] : 0))
        }
        if digits == 1, keepsPoint { out.append(UInt8(ascii: ".")) }
        let exponent = decimal.digits.isEmpty ? 0 : decimal.point - 1
        out.append(letter)
        out.append(exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        if exponent.magnitude < 10 { out.append(48) }
        out.append(contentsOf: String(exponent.magnitude).utf8)
        return out
    }
}
