/// Natural numbers without bound, just enough of them to convert between doubles and decimals exactly. They are not
/// Python's integers: those have 64 bits here.
struct Natural {
    /// Least significant first, no zero at the end.
    private(set) var limbs: [UInt32]

    init(_ value: UInt64) {
        limbs = []
        var rest = value
        while rest > 0 {
            limbs.append(UInt32(truncatingIfNeeded: rest))
            rest >>= 32
        }
    }

    /// Decimal digits, each 0...9.
    init(digits: ArraySlice<UInt8>) {
        self.init(0)
        for digit in digits { multiply(by: 10, adding: UInt32(digit)) }
    }

    mutating func multiply(by factor: UInt32, adding addend: UInt32 = 0) {
        var carry = UInt64(addend)
        for index in limbs.indices {
            carry += UInt64(limbs[index]) * UInt64(factor)
            limbs[index] = UInt32(truncatingIfNeeded: carry)
            carry >>= 32
        }
        if carry > 0 { limbs.append(UInt32(carry)) }
    }

    /// Times `base` to the power `exponent`, for a base of at most 10.
    mutating func multiply(byPowerOf base: UInt32, _ exponent: Int) {
        var rest = exponent
        // 10**9 is the largest power of 10 in 32 bits; in steps of nine the base hardly matters.
        let step = (0..<9).reduce(UInt32(1)) { power, _ in power * base }
        while rest >= 9 {
            multiply(by: step)
            rest -= 9
        }
        for _ in 0..<max(0, rest) { multiply(by: base) }
    }

    mutating func shiftLeft(_ count: Int) {
        guard !limbs.isEmpty, count > 0 else { return }
        let bits = UInt32(count % 32)
        if bits > 0 {
            var carry: UInt32 = 0
            for index in limbs.indices {
                let limb = limbs[index]
                limbs[index] = limb << bits | carry
                carry = limb >> (32 - bits)
            }
            if carry > 0 { limbs.append(carry) }
        }
        limbs.insert(contentsOf: repeatElement(0, count: count / 32), at: 0)
    }

    /// Divides in place and gives the remainder.
    private mutating func divide(by divisor: UInt32) -> UInt32 {
        var remainder: UInt64 = 0
        for index in limbs.indices.reversed() {
            let value = remainder << 32 | UInt64(limbs[index])
            limbs[index] = UInt32(value / UInt64(divisor))
            remainder = value % UInt64(divisor)
        }
        while limbs.last == 0 { limbs.removeLast() }
        return UInt32(remainder)
    }

    /// Decimal digits, most significant first, each 0...9; none for zero.
    var digits: [UInt8] {
        var rest = self
        var reversed: [UInt8] = []
        while !rest.limbs.isEmpty {
            var group = rest.divide(by: 1_000_000_000)
            for _ in 0..<9 {
                reversed.append(UInt8(group % 10))
                group /= 10
            }
        }
        while reversed.last == 0 { reversed.removeLast() }
        return reversed.reversed()
    }

    /// Negative, zero or positive, as `a` is less than, equal to or greater than `b`.
    static func compare(_ a: Natural, _ b: Natural) -> Int {
        if a.limbs.count != b.limbs.count { return a.limbs.count - b.limbs.count }
        for index in a.limbs.indices.reversed() where a.limbs[index] != b.limbs[index] {
            return a.limbs[index] < b.limbs[index] ? -1 : 1
        }
        return 0
    }
}
