/// Text, as UTF-8: Python compares and hashes characters, where Swift's String would compare what they look like.
final class PyString: PyObject {
    let bytes: [UInt8]
    /// Characters, that is Unicode scalars.
    let count: Int
    var isASCII: Bool { count == bytes.count }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var count = 0
        for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
        self.count = count
        super.init(.string)
    }

    convenience init(_ text: String) { self.init(Array(text.utf8)) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Offsets of the characters' first bytes, with the end; for text that is not ASCII.
    var offsets: [Int] {
        var offsets: [Int] = []
        offsets.reserveCapacity(count + 1)
        for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 { offsets.append(offset) }
        offsets.append(bytes.count)
        return offsets
    }

    /// 0 until it is wanted.
    @exclusivity(unchecked) private var knownHash: UInt32 = 0

    /// Hash by content; equal text has equal hashes. It is no small number.
    var hash: Int64 {
        if knownHash == 0 {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            knownHash = max(1, UInt32(truncatingIfNeeded: hash ^ hash >> 29))
        }
        return Int64(knownHash) | NumberHash.own
    }
}
