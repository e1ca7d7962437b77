/// Puts values behind each other as bytes, for the cache and for digests. Numbers are as long as they need to be; a text and
/// a list begin with their length, so that no two rows of values are the same bytes.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    /// Seven bits a byte, the lowest first.
    mutating func number(_ value: UInt64) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Eight bytes, the lowest first.
    mutating func fixed(_ value: UInt64) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func text(_ text: String) {
        number(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    /// With their length in front.
    mutating func block(_ block: [UInt8]) {
        number(UInt64(block.count))
        bytes.append(contentsOf: block)
    }

    /// As they are.
    mutating func raw(_ raw: [UInt8]) { bytes.append(contentsOf: raw) }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }
}
