/// The generator behind Python's `random`: MT19937 by Makoto Matsumoto and Takuji Nishimura, seeded as CPython seeds it,
/// so that a seed gives CPython's numbers. It knows nothing of Python's values.
struct MersenneTwister {
    private static let size = 624
    private static let middle = 397

    private var words: [UInt32]
    private var next: Int

    /// From the digits of a number in base 2^32, the least first; at least one.
    init(key: [UInt32]) {
        words = [UInt32](repeating: 0, count: Self.size)
        next = Self.size
        fill(19_650_218)
        var place = 1
        func advance(_ words: inout [UInt32]) {
            place += 1
            if place == Self.size {
                words[0] = words[Self.size - 1]
                place = 1
            }
        }
        for step in 0..<max(Self.size, key.count) {
            let digit = step % key.count
            words[place] = mixed(place, 1_664_525) &+ key[digit] &+ UInt32(truncatingIfNeeded: digit)
            advance(&words)
        }
        for _ in 1..<Self.size {
            words[place] = mixed(place, 1_566_083_941) &- UInt32(truncatingIfNeeded: place)
            advance(&words)
        }
        words[0] = 0x8000_0000
    }

    /// From a whole number without its sign.
    init(seed: UInt64) {
        let low = UInt32(truncatingIfNeeded: seed)
        let high = UInt32(truncatingIfNeeded: seed >> 32)
        self.init(key: high == 0 ? [low] : [low, high])
    }

    private mutating func fill(_ seed: UInt32) {
        words[0] = seed
        for place in 1..<Self.size {
            let last = words[place - 1]
            words[place] = (last ^ last >> 30) &* 1_812_433_253 &+ UInt32(truncatingIfNeeded: place)
        }
    }

    private func mixed(_ place: Int, _ factor: UInt32) -> UInt32 {
        let last = words[place - 1]
        return words[place] ^ (last ^ last >> 30) &* factor
    }

    /// The next 32 bits.
    mutating func word() -> UInt32 {
        if next == Self.size { twist() }
        var word = words[next]
        next += 1
        word ^= word >> 11
        word ^= word << 7 & 0x9D2C_5680
        word ^= word << 15 & 0xEFC6_0000
        return word ^ word >> 18
    }

    /// A number from 0 up to but without 1, of 53 bits.
    mutating func unit() -> Double {
        let high = Double(word() >> 5)
        let low = Double(word() >> 6)
        return (high * 67_108_864 + low) * (1.0 / 9_007_199_254_740_992)
    }

    /// So many bits as a number, 1 to 64 of them.
    mutating func bits(_ count: Int) -> UInt64 {
        if count <= 32 { return UInt64(word() >> UInt32(32 - count)) }
        let low = UInt64(word())
        return UInt64(word() >> UInt32(64 - count)) << 32 | low
    }

    /// A whole number from 0 up to but without `limit`, which is above 0: drawn again until one fits.
    mutating func below(_ limit: UInt64) -> UInt64 {
        let count = 64 - limit.leadingZeroBitCount
        var drawn = bits(count)
        while drawn >= limit { drawn = bits(count) }
        return drawn
    }

    private mutating func twist() {
        for place in 0..<Self.size {
            let bits = words[place] & 0x8000_0000 | words[(place + 1) % Self.size] & 0x7FFF_FFFF
            words[place] = words[(place + Self.middle) % Self.size] ^ bits >> 1 ^ (bits & 1 == 0 ? 0 : 0x9908_B0DF)
        }
        next = 0
    }
}
