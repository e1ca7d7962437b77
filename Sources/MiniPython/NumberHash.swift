/// CPython's hashes of numbers and of tuples of numbers: the ones that are the same in every run, so that programs may
/// show them and the order of sets follows from them.
enum NumberHash {
    /// Nothing for what is not made of numbers alone.
    static func of(_ value: PyValue) -> Int64? {
        if let number = value.number { return number.isNaN ? nil : self.number(value) }
        guard let items = value.object?.tuple?.items else { return nil }
        // xxHash, as in CPython's `tuplehash`.
        let (first, second, fifth) = (
            11_400_714_785_074_694_791 as UInt64, 14_029_467_366_897_019_727 as UInt64,
            2_870_177_450_012_600_261 as UInt64
        )
        var sum = fifth
        for item in items {
            guard let number = item.number, !number.isNaN else { return nil }
            sum = sum &+ UInt64(bitPattern: self.number(item)) &* second
            sum = (sum << 31 | sum >> 33) &* first
        }
        sum = sum &+ (UInt64(items.count) ^ (fifth ^ 3_527_539))
        return sum == UInt64.max ? 1_546_275_796 : Int64(bitPattern: sum)
    }

    /// CPython's hash of a number: its value modulo the prime 2**61 - 1.
    static func number(_ value: PyValue) -> Int64 {
        let prime: Int64 = (1 << 61) - 1
        let hash: Int64
        switch value {
        case .int(let number):
            let magnitude = Int64(number.magnitude % UInt64(prime))
            hash = number < 0 ? -magnitude : magnitude
        case .bool(let truth): hash = truth ? 1 : 0
        case .float(let number): hash = self.hash(number, prime)
        default: hash = 0
        }
        return hash == -1 ? -2 : hash
    }

    private static func hash(_ value: Double, _ prime: Int64) -> Int64 {
        guard value.isFinite else { return value.isNaN ? 0 : value > 0 ? 314_159 : -314_159 }
        if value == 0 { return 0 }
        var rest = value.significand / 2
        var exponent = Int(value.exponent) + 1
        var hash: Int64 = 0
        while rest != 0 {
            hash = (hash << 28) & prime | hash >> (61 - 28)
            rest *= 268_435_456
            exponent -= 28
            let digit = Int64(rest)
            rest -= Double(digit)
            hash += digit
            if hash >= prime { hash -= prime }
        }
        exponent = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61
        hash = (hash << exponent) & prime | hash >> (61 - exponent)
        return value < 0 ? -hash : hash
    }
}
