/// A decimal number: `0.d₁d₂d₃… × 10^point`. A double is one exactly (its expansion is finite), which is why rounding
/// here is rounding of the true value, half to even, as C's `printf` and CPython do it.
struct Decimal {
    /// Each 0...9, the first not 0; none for zero.
    var digits: [UInt8]
    /// Where the decimal point stands, counted from before the first digit.
    var point: Int

    init(digits: [UInt8], point: Int) {
        self.digits = digits
        self.point = point
    }

    /// The exact value of a finite double, without its sign.
    init(exactly value: Double) {
        let magnitude = value.magnitude
        guard magnitude > 0 else {
            digits = []
            point = 0
            return
        }
        let raw = magnitude.significandBitPattern
        let isSubnormal = magnitude.exponentBitPattern == 0
        var significand = isSubnormal ? raw : raw | 1 << 52
        var exponent = (isSubnormal ? 1 : Int(magnitude.exponentBitPattern)) - 1075
        let zeros = significand.trailingZeroBitCount
        significand >>= UInt64(zeros)
        exponent += zeros
        var number = Natural(significand)
        if exponent >= 0 {
            number.shiftLeft(exponent)
            digits = number.digits
            point = digits.count
        } else {
            // significand / 2^k = significand × 5^k / 10^k
            number.multiply(byPowerOf: 5, -exponent)
            digits = number.digits
            point = digits.count + exponent
        }
    }

    /// The shortest digits that read back as the same double.
    init(shortest value: Double) {
        digits = []
        point = 0
        var sawPoint = false
        var exponent = 0
        var exponentSign = 0
        for byte in value.magnitude.description.utf8 {
            switch byte {
            case UInt8(ascii: "."): sawPoint = true
            case UInt8(ascii: "e"): exponentSign = 1
            case UInt8(ascii: "-"): exponentSign = -1
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if exponentSign != 0 {
                    exponent = exponent * 10 + Int(byte) - 48
                } else {
                    digits.append(byte - 48)
                    if !sawPoint { point += 1 }
                }
            default: break
            }
        }
        point += exponent * exponentSign
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        point -= zeros
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { point = 0 }
    }

    /// Keeps `count` digits, rounding half to even. A negative count leaves zero.
    mutating func round(toDigits count: Int) {
        guard count < digits.count else { return }
        guard count >= 0 else {
            digits = []
            return
        }
        let next = digits[count]
        let isTie = next == 5 && digits[(count + 1)...].allSatisfy { $0 == 0 }
        let isUp = next > 5 || next == 5 && (!isTie || count > 0 && digits[count - 1] % 2 == 1)
        digits.removeSubrange(count...)
        guard isUp else { return }
        var index = count - 1
        while index >= 0, digits[index] == 9 {
            digits[index] = 0
            index -= 1
        }
        if index >= 0 {
            digits[index] += 1
        } else {
            digits.insert(1, at: 0)
            point += 1
            if digits.count > count, count > 0 { digits.removeLast() }
        }
    }

    /// Keeps `places` digits behind the decimal point.
    mutating func round(toPlaces places: Int) {
        round(toDigits: point + places)
    }
}

// MARK: Reading

extension Decimal {
    /// The double nearest to a number as Python writes it: digits, an optional point, an optional exponent. Nothing
    /// when the text is none.
    static func double(parsing text: ArraySlice<UInt8>) -> Double? {
        var digits: [UInt8] = []
        var scale = 0
        var sawDigit = false
        var sawPoint = false
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if byte &- 48 < 10 {
                sawDigit = true
                // No double's neighbourhood needs more digits than this; a 1 stands for whatever else there is.
                if digits.count < 800 {
                    if !digits.isEmpty || byte != 48 { digits.append(byte - 48) }
                    if sawPoint { scale -= 1 }
                } else {
                    if byte != 48 { digits[799] |= 1 }
                    if !sawPoint { scale += 1 }
                }
            } else if byte == UInt8(ascii: "."), !sawPoint {
                sawPoint = true
            } else {
                break
            }
            index += 1
        }
        guard sawDigit else { return nil }
        if index < text.endIndex {
            guard text[index] | 0x20 == UInt8(ascii: "e") else { return nil }
            index += 1
            var sign = 1
            if index < text.endIndex, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
                sign = text[index] == UInt8(ascii: "-") ? -1 : 1
                index += 1
            }
            var exponent = 0
            guard index < text.endIndex else { return nil }
            while index < text.endIndex {
                guard text[index] &- 48 < 10 else { return nil }
                exponent = min(exponent * 10 + Int(text[index]) - 48, 100_000)
                index += 1
            }
            scale += sign * exponent
        }
        while digits.last == 0 {
            digits.removeLast()
            scale += 1
        }
        return nearest(digits, scale)
    }

    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
        1e19, 1e20, 1e21, 1e22,
    ]

    /// digits × 10^scale, correctly rounded.
    static func nearest(_ digits: [UInt8], _ scale: Int) -> Double {
        if digits.isEmpty { return 0 }
        if digits.count + scale > 310 { return .infinity }
        if digits.count + scale < -330 { return 0 }
        var head: UInt64 = 0
        for digit in digits.prefix(19) { head = head * 10 + UInt64(digit) }
        if digits.count <= 15, scale.magnitude <= 22 {
            // Both factors are exact doubles, so one rounding is all there is.
            return scale < 0 ? Double(head) / powers[-scale] : Double(head) * powers[scale]
        }
        var guess = Double(head)
        var rest = scale + max(0, digits.count - 19)
        while rest > 0 {
            let step = min(rest, 22)
            guess *= powers[step]
            rest -= step
        }
        while rest < 0 {
            let step = min(-rest, 22)
            guess /= powers[step]
            rest += step
        }
        if guess.isInfinite { guess = .greatestFiniteMagnitude }
        // The guess is a few units off at most; walk to the double whose half-way marks enclose the number.
        while true {
            let above = compare(digits, scale, toMiddleAbove: guess)
            let isEven = guess.significandBitPattern & 1 == 0
            if above > 0 || above == 0 && !isEven {
                if guess == .greatestFiniteMagnitude { return .infinity }
                guess = guess.nextUp
                continue
            }
            if guess == 0 { return guess }
            let below = compare(digits, scale, toMiddleAbove: guess.nextDown)
            if below < 0 || below == 0 && !isEven {
                guess = guess.nextDown
                continue
            }
            return guess
        }
    }

    /// Compares digits × 10^scale with the middle between `value` and the next double.
    private static func compare(_ digits: [UInt8], _ scale: Int, toMiddleAbove value: Double) -> Int {
        let isSubnormal = value.exponentBitPattern == 0
        let significand = isSubnormal ? value.significandBitPattern : value.significandBitPattern | 1 << 52
        let exponent = (isSubnormal ? 1 : Int(value.exponentBitPattern)) - 1075 - 1
        var left = Natural(digits: digits[...])
        var right = Natural(significand * 2 + 1)
        if scale >= 0 { left.multiply(byPowerOf: 10, scale) } else { right.multiply(byPowerOf: 10, -scale) }
        if exponent >= 0 { right.shiftLeft(exponent) } else { left.shiftLeft(-exponent) }
        return Natural.compare(left, right)
    }
}
