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
