/// A file as it was read: its path as messages show it, its bytes, and where its lines begin. Everything that can be
/// wrong in gradbook is wrong at a `Span` of a `SourceFile`.
public final class SourceFile: Sendable {
    /// The path as the user would type it; shown at the head of every message.
    public let path: String
    /// The file's UTF-8 bytes, unchanged.
    public let bytes: [UInt8]
    /// Offsets of the first byte of every line; never empty.
    public let lineStarts: [Int]

    /// - Complexity: O(bytes).
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        var starts = [0]
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            starts.append(offset + 1)
        }
        lineStarts = starts
    }

    public convenience init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// The first byte that is no text: not UTF-8, or a NUL; nil when all is well.
    /// - Complexity: O(bytes).
    public var firstInvalidByte: Int? {
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            let length =
                switch lead {
                case 0x01...0x7F: 1
                case 0xC2...0xDF: 2
                case 0xE0...0xEF: 3
                case 0xF0...0xF4: 4
                default: 0
                }
            guard length > 0, index + length <= bytes.count else { return index }
            var value = length == 1 ? UInt32(lead) : UInt32(lead) & (0x7F >> UInt32(length))
            for byte in bytes[(index + 1)..<(index + length)] {
                guard byte & 0xC0 == 0x80 else { return index }
                value = value << 6 | UInt32(byte & 0x3F)
            }
            // Overlong forms, surrogates and what lies beyond Unicode.
            let least: [UInt32] = [0, 0, 0x80, 0x800, 0x10000]
            guard value >= least[length], Unicode.Scalar(value) != nil else { return index }
            index += length
        }
        return nil
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// A place as people count: both from 1, the column in Unicode scalars, as editors show it.
    public struct Position: Sendable, Hashable {
        public let line: Int
        public let column: Int

        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// The place of a byte offset; offsets outside the file are moved to its nearest end.
    /// - Complexity: O(log lines + length of the line).
    public func position(at offset: Int) -> Position {
        let offset = min(max(offset, 0), bytes.count)
        let line = lineIndex(at: offset)
        var column = 1
        for byte in bytes[lineStarts[line]..<offset] where byte & 0xC0 != 0x80 {
            column += 1
        }
        return Position(line: line + 1, column: column)
    }

    /// The index, from 0, of the line that holds an offset.
    public func lineIndex(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// The bytes of a line by its index from 0, without its line ending.
    public func lineSpan(_ index: Int) -> Span {
        let start = lineStarts[index]
        var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return Span(start, end)
    }

    public func text(in span: Span) -> String {
        let start = min(max(span.start, 0), bytes.count)
        let end = min(max(span.end, start), bytes.count)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// The whole file as a slice of itself.
    public var slice: SourceSlice {
        SourceSlice(file: self, span: Span(0, bytes.count))
    }
}
