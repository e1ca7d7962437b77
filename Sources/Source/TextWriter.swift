/// Bytes of UTF-8 on their way to a text. What is written byte by byte, with an escape here and there, is put together
/// here: to append to a `String` scalar by scalar costs many times as much. Who writes bytes sees to it that they are
/// text: whole scalars, as what is cut out of a text in front of and behind ASCII.
public struct TextWriter: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init(reserving count: Int = 0) { bytes.reserveCapacity(count) }

    public var text: String { String(known: bytes.span) }

    public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Takes back what was written from a place on.
    public mutating func removeAll(from place: Int) { bytes.removeSubrange(place...) }

    public mutating func write(_ byte: UInt8) { bytes.append(byte) }

    public mutating func write(_ more: [UInt8]) { bytes.append(contentsOf: more) }

    public mutating func write(_ piece: Slice<UnsafeBufferPointer<UInt8>>) {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece))
    }

    public mutating func write(literal text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    public mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }
}

extension String {
    /// A text of bytes that are known to be UTF-8: put together from texts, or cut out of one. To look whether they are
    /// takes longer than all else that is done with most of them.
    public init(known bytes: Swift.Span<UInt8>) {
        assert(bytes.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) } != nil)
        self.init(copying: UTF8Span(unchecked: bytes))
    }
}
