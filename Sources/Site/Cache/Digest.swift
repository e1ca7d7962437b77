import CXXHash

/// What bytes are known by: 128 bits of XXH3. It tells files apart that differ by accident, and by nobody's intent: who may
/// write into the cache may as well write into the site.
struct Digest: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(of bytes: UnsafeRawBufferPointer) {
        let hash = XXH3_128bits(bytes.baseAddress, bytes.count)
        self.init(high: hash.high64, low: hash.low64)
    }

    init(of bytes: [UInt8]) { self = bytes.withUnsafeBytes { Digest(of: $0) } }

    init(of bytes: ArraySlice<UInt8>) { self = bytes.withUnsafeBytes { Digest(of: $0) } }

    /// Of a value as it is stored: equal values have one form, so they have one digest.
    init(of value: some Stored) {
        var writer = ByteWriter()
        value.store(in: &writer)
        self.init(of: writer.bytes)
    }

    /// 32 digits.
    var hex: String {
        [high, low].map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

extension Digest: Stored {
    func store(in writer: inout ByteWriter) {
        writer.fixed(high)
        writer.fixed(low)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        high = try reader.fixed()
        low = try reader.fixed()
    }
}
