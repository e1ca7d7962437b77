/// A file as it was read: its path as messages show it, its bytes, and where its lines begin. Everything that can be
/// wrong in gradbook is wrong at a `Span` of a `SourceFile`.
public final class SourceFile: Sendable {
    /// The path as the user would type it; shown at the head of every message.
    public let path: String
    /// The file's UTF-8 bytes, unchanged.
    public let bytes: [UInt8]
    /// Offsets of the first byte of every line; never empty.
    public let lineStarts: [Int]
    /// Where `bytes` begins in the file and the index of its first line: both 0, but in an excerpt.
    public let firstOffset: Int
    public let firstLine: Int

    /// - Complexity: O(bytes).
    public convenience init(path: String, bytes: [UInt8]) {
        self.init(path: path, excerpt: bytes, firstOffset: 0, firstLine: 0)
    }

    /// Some whole lines of a file, which know their places in it: all that a finding needs to be shown.
    public init(path: String, excerpt bytes: [UInt8], firstOffset: Int, firstLine: Int) {
        self.path = path
        self.bytes = bytes
        self.firstOffset = firstOffset
        self.firstLine = firstLine
        var starts = [firstOffset]
        bytes.withUnsafeBufferPointer { bytes in
            starts.reserveCapacity(bytes.count / 32)
            bytes.forEachIndex(of: UInt8(ascii: "\n")) { starts.append(firstOffset + $0 + 1) }
        }
        lineStarts = starts
    }

    /// The lines that a span touches.
    /// - Complexity: O(bytes of the lines).
    public func excerpt(of span: Span) -> SourceFile {
        guard !bytes.isEmpty else { return self }
        var top = lineIndex(at: min(max(span.start, firstOffset), end))
        // Behind the last line there is no line to show; an excerpt without bytes would be that of an empty file.
        if lineStarts[top - firstLine] == end { top -= 1 }
        let bottom = lineIndex(at: min(max(span.end, span.start, firstOffset), end))
        let start = lineStarts[top - firstLine]
        let behind = bottom - firstLine + 1
        let stop = behind < lineStarts.count ? lineStarts[behind] : end
        return SourceFile(
            path: path, excerpt: Array(bytes[start - firstOffset..<stop - firstOffset]), firstOffset: start,
            firstLine: top)
    }

    /// The offset behind the last byte.
    var end: Int { firstOffset + bytes.count }

    public convenience init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// The first byte that is no text: not UTF-8, or a NUL; nil when all is well.
    /// - Complexity: O(bytes).
    public var firstInvalidByte: Int? {
        bytes.withUnsafeBufferPointer(Self.firstInvalidByte)
    }

    private static func firstInvalidByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            if lead < 0x80, lead > 0 {
                index = bytes.skippingPlainText(from: index + 1)
                continue
            }
            let length =
                switch lead {
                case 0xC2...0xDF: 2
                case 0xE0...0xEF: 3
                case 0xF0...0xF4: 4
                default: 0
                }
            guard length > 0, index + length <= bytes.count else { return index }
            var value = UInt32(lead) & (0x7F >> UInt32(length))
            for byte in bytes[(index + 1)..<(index + length)] {
                guard byte & 0xC0 == 0x80 else { return index }
                value = value << 6 | UInt32(byte & 0x3F)
            }
            // Overlong forms, surrogates and what lies beyond Unicode.
            let least: UInt32 = length < 3 ? 0x80 : length == 3 ? 0x800 : 0x10000
            guard value >= least, Unicode.Scalar(value) != nil else { return index }
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
        let offset = min(max(offset, firstOffset), end)
        let line = lineIndex(at: offset)
        var column = 1
        for byte in bytes[lineStarts[line - firstLine] - firstOffset..<offset - firstOffset]
        where byte & 0xC0 != 0x80 {
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
        return firstLine + low
    }

    /// The bytes of a line by its index from 0, without its line ending.
    public func lineSpan(_ index: Int) -> Span {
        let index = index - firstLine
        let start = lineStarts[index]
        var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : self.end
        if end > start, bytes[end - 1 - firstOffset] == UInt8(ascii: "\r") { end -= 1 }
        return Span(start, end)
    }

    public func text(in span: Span) -> String {
        String(decoding: self.bytes(in: span), as: UTF8.self)
    }

    /// The part of a span that lies in the file.
    public func bytes(in span: Span) -> ArraySlice<UInt8> {
        let start = min(max(span.start, firstOffset), end)
        let end = min(max(span.end, start), self.end)
        return bytes[start - firstOffset..<end - firstOffset]
    }

    /// The whole file as a slice of itself.
    public var slice: SourceSlice {
        SourceSlice(file: self, span: Span(firstOffset, end))
    }
}
