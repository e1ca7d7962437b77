/// A text that was cut out of a file, line by line: a snippet in a list or a quotation loses the indentation and the
/// `>` in front of each of its lines, an inline expression is one piece of one line. The slice remembers where each
/// line came from, so that a place in the text can be shown as a place in the file.
public struct SourceSlice: Sendable {
    public let file: SourceFile
    /// The text itself, UTF-8, lines ended by `\n`.
    public let bytes: [UInt8]
    /// Per line of `bytes`: where it starts there, and where its first byte stands in the file.
    private let lines: [(start: Int, fileOffset: Int)]

    /// One contiguous piece of a file.
    public init(file: SourceFile, span: Span) {
        self.file = file
        bytes = Array(file.bytes[span.start..<span.end])
        lines = [(0, span.start)]
    }

    /// A text made of pieces of lines. Each piece is the part of one line of the file, without its line ending, that
    /// belongs to the text; each becomes a line ended by `\n`. `indents` gives spaces to put before a piece, for a
    /// tab that was only partly consumed by the enclosing list or quotation.
    public init(file: SourceFile, pieces: [Span], indents: [Int] = []) {
        self.file = file
        var bytes: [UInt8] = []
        var lines: [(start: Int, fileOffset: Int)] = []
        lines.reserveCapacity(pieces.count)
        bytes.reserveCapacity(zip(pieces, indents).reduce(pieces.count) { $0 + $1.0.end - $1.0.start + $1.1 })
        for (index, piece) in pieces.enumerated() {
            let indent = index < indents.count ? indents[index] : 0
            // An offset in the invented spaces maps just before the piece, never before the file.
            lines.append((bytes.count, piece.start - indent))
            bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
            bytes.append(contentsOf: file.bytes[piece.start..<piece.end])
            bytes.append(UInt8(ascii: "\n"))
        }
        self.bytes = bytes
        self.lines = lines.isEmpty ? [(0, 0)] : lines
    }

    /// A text made of pieces of a file put together without anything between them, such as a code span in a table
    /// cell, whose `\\|` stands for `|`, or one that goes on in the next line.
    public init(file: SourceFile, joining pieces: [(span: Span, text: [UInt8])]) {
        self.file = file
        var bytes: [UInt8] = []
        var lines: [(start: Int, fileOffset: Int)] = []
        for piece in pieces {
            lines.append((bytes.count, piece.span.start))
            bytes.append(contentsOf: piece.text)
        }
        self.bytes = bytes
        self.lines = lines.isEmpty ? [(0, 0)] : lines
    }

    /// The part of this text in a span of it; it knows its places in the file as the whole does.
    public subscript(_ span: Span) -> SourceSlice {
        var parts: [(start: Int, fileOffset: Int)] = [(0, fileOffset(span.start))]
        for line in lines where line.start > span.start && line.start < span.end {
            parts.append((line.start - span.start, line.fileOffset))
        }
        return SourceSlice(file: file, bytes: Array(bytes[span.start..<span.end]), lines: parts)
    }

    private init(file: SourceFile, bytes: [UInt8], lines: [(start: Int, fileOffset: Int)]) {
        self.file = file
        self.bytes = bytes
        self.lines = lines
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public func text(in span: Span) -> String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }

    /// The offset in the file of an offset in this text.
    /// - Complexity: O(log lines).
    public func fileOffset(_ offset: Int) -> Int {
        var low = 0
        var high = lines.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lines[middle].start <= offset { low = middle } else { high = middle }
        }
        let line = lines[low]
        return max(0, min(line.fileOffset + offset - line.start, file.bytes.count))
    }

    /// The span in the file of a span in this text. A span that ends at the end of a line ends there in the file too,
    /// not at the beginning of the next.
    public func fileSpan(_ span: Span) -> Span {
        let start = fileOffset(span.start)
        guard span.end > span.start else { return Span(start, start) }
        return Span(start, fileOffset(span.end - 1) + 1)
    }
}
