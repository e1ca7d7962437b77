/// Something that the cache keeps in a form of its own: every value has exactly one, without padding and without names, and
/// reading it again is bounded by the bytes that are there. No form holds another of its own kind, so nothing recurses.
protocol Stored {
    func store(in writer: inout ByteWriter)
    init(from reader: inout ByteReader) throws(Unreadable)
}

/// Bytes that no value was stored as: damaged, or of another gradbook. They are as good as none.
struct Unreadable: Error {}

extension Int: Stored {
    /// Small numbers of either sign are short.
    func store(in writer: inout ByteWriter) { writer.number(UInt64(bitPattern: Int64((self << 1) ^ (self >> 63)))) }

    init(from reader: inout ByteReader) throws(Unreadable) {
        let value = try reader.number()
        self = Int(Int64(bitPattern: (value >> 1) ^ (0 &- (value & 1))))
    }
}

extension Bool: Stored {
    func store(in writer: inout ByteWriter) { writer.byte(self ? 1 : 0) }

    init(from reader: inout ByteReader) throws(Unreadable) {
        switch try reader.byte() {
        case 0: self = false
        case 1: self = true
        default: throw Unreadable()
        }
    }
}

extension String: Stored {
    func store(in writer: inout ByteWriter) { writer.text(self) }

    init(from reader: inout ByteReader) throws(Unreadable) { self = try reader.text() }
}

extension Array: Stored where Element: Stored {
    func store(in writer: inout ByteWriter) {
        writer.number(UInt64(count))
        for element in self { element.store(in: &writer) }
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        let count = try reader.count()
        self = []
        reserveCapacity(Swift.min(count, 4096))
        for _ in 0..<count { append(try Element(from: &reader)) }
    }
}

extension Optional: Stored where Wrapped: Stored {
    func store(in writer: inout ByteWriter) {
        (self != nil).store(in: &writer)
        if let self { self.store(in: &writer) }
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        self = try Bool(from: &reader) ? try Wrapped(from: &reader) : nil
    }
}

extension Stored where Self: RawRepresentable, RawValue: Stored {
    func store(in writer: inout ByteWriter) { rawValue.store(in: &writer) }

    init(from reader: inout ByteReader) throws(Unreadable) {
        guard let value = Self(rawValue: try RawValue(from: &reader)) else { throw Unreadable() }
        self = value
    }
}
