/// Takes values from bytes that anything may have happened to: no byte makes it trap, read elsewhere or ask for more memory
/// than the bytes could fill. A length beyond the end is damage, a text that is no UTF-8 too, and a number in a longer form
/// than it needs, so that what can be read has one form only.
struct ByteReader {
    private let bytes: [UInt8]
    private(set) var position: Int
    private let end: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = 0
        end = bytes.count
    }

    /// - Parameter range: within the bytes, or nothing is there.
    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        let isInside = range.lowerBound >= 0 && range.upperBound <= bytes.count
        position = isInside ? range.lowerBound : 0
        end = isInside ? range.upperBound : 0
    }

    var isAtEnd: Bool { position == end }

    /// Nothing may stand behind the last value.
    func finish() throws(Unreadable) { if !isAtEnd { throw Unreadable() } }

    mutating func byte() throws(Unreadable) -> UInt8 {
        guard position < end else { throw Unreadable() }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func number() throws(Unreadable) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            let part = UInt64(byte & 0x7F)
            // The tenth byte has one bit left for it.
            guard shift < 63 || (shift == 63 && part <= 1) else { throw Unreadable() }
            value |= part << shift
            if byte & 0x80 == 0 {
                guard byte != 0 || shift == 0 else { throw Unreadable() }
                return value
            }
            shift += 7
        }
    }

    mutating func fixed() throws(Unreadable) -> UInt64 {
        guard end - position >= 8 else { throw Unreadable() }
        defer { position += 8 }
        return bytes.withUnsafeBytes {
            UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        }
    }

    /// A number of things, each of which takes a byte at least.
    mutating func count() throws(Unreadable) -> Int {
        let count = try number()
        guard count <= UInt64(end - position) else { throw Unreadable() }
        return Int(count)
    }

    mutating func text() throws(Unreadable) -> String {
        let count = try count()
        defer { position += count }
        do {
            return String(copying: try UTF8Span(validating: bytes.span.extracting(position..<position + count)))
        } catch { throw Unreadable() }
    }

    mutating func block() throws(Unreadable) -> [UInt8] {
        let count = try count()
        return try raw(count)
    }

    mutating func raw(_ count: Int) throws(Unreadable) -> [UInt8] {
        guard count >= 0, count <= end - position else { throw Unreadable() }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }
}
