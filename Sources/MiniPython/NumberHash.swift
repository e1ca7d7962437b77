/// CPython's hashes of numbers and of tuples of numbers: the ones that are the same in every run, so that programs may
/// show them and the order of sets follows from them.
enum NumberHash {
    /// Nothing for what is not made of numbers alone.
    static func of(_ value: PyValue) -> Int64? {
        if let number = value.number { return number.isNaN ? nil : self.number(value) }
        guard let items = value.object?.tuple?.items else { return nil }
        var hash = Tuple()
        for item in items {
            guard let number = item.number, !number.isNaN else { return nil }
            hash.combine(self.number(item))
        }
        return hash.result
    }

    /// xxHash, as in CPython's `tuplehash`.
    struct Tuple {
        private static let first: UInt64 = 11_400_714_785_074_694_791
        private static let second: UInt64 = 14_029_467_366_897_019_727
        private static let fifth: UInt64 = 2_870_177_450_012_600_261

        private var sum = fifth
        private var count: UInt64 = 0

        mutating func combine(_ hash: Int64) {
            sum = sum &+ UInt64(bitPattern: hash) &* Self.second
            sum = (sum << 31 | sum >> 33) &* Self.first
            count += 1
        }

        var result: Int64 {
            let hash = sum &+ (count ^ (Self.fifth ^ 3_527_539))
            return hash == UInt64.max ? 1_546_275_796 : Int64(bitPattern: hash)
        }
    }

    /// In every hash that is not CPython's, so that none is taken for a number of the program's.
    static let own: Int64 = 1 << 48

    @inline(__always) static func address(_ address: UnsafeMutableRawPointer) -> Int64 {
        Int64(UInt(bitPattern: address) >> 4) | own
    }

    private static let prime: Int64 = (1 << 61) - 1

    @inline(__always) static func integer(_ number: Int64) -> Int64 {
        if number.magnitude < prime.magnitude { return number == -1 ? -2 : number }
        let rest = number % prime
        return rest == -1 ? -2 : rest
    }

    /// CPython's hash of a number: its value modulo the prime 2**61 - 1.
    static func number(_ value: PyValue) -> Int64 {
        switch value {
        case .int(let number): return integer(number)
        case .bool(let truth): return truth ? 1 : 0
        case .float(let number):
            let hash = self.hash(number)
            return hash == -1 ? -2 : hash
        default: return 0
        }
    }

    private static func hash(_ value: Double) -> Int64 {
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
