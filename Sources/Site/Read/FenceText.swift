import Source

/// The text of a fence with its lines, in the fence's own offsets. A part of it that has been read and is no text any
/// more, such as an id, can be blanked out without moving what stands behind it.
struct FenceText {
    let slice: SourceSlice
    private(set) var bytes: [UInt8]
    /// Without their line endings.
    let lines: [Span]

    init(_ slice: SourceSlice) {
        self.slice = slice
        bytes = slice.bytes
        var lines: [Span] = []
        var start = 0
        for (offset, byte) in slice.bytes.enumerated() where byte == UInt8(ascii: "\n") {
            lines.append(Span(start, offset))
            start = offset + 1
        }
        if start < slice.bytes.count { lines.append(Span(start, slice.bytes.count)) }
        self.lines = lines
    }

    mutating func blank(_ span: Span) {
        for offset in span.start..<span.end { bytes[offset] = UInt8(ascii: " ") }
    }

    func text(_ span: Span) -> String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }

    /// Without the white space at both ends; empty, at the span's beginning, when there is nothing else.
    func trimmed(_ span: Span) -> Span {
        var span = span
        while span.end > span.start, Self.isSpace(bytes[span.end - 1]) { span.end -= 1 }
        while span.start < span.end, Self.isSpace(bytes[span.start]) { span.start += 1 }
        return span
    }

    func isBlank(_ span: Span) -> Bool { trimmed(span).isEmpty }

    func starts(_ span: Span, with prefix: String) -> Bool {
        bytes[span.start..<span.end].starts(with: prefix.utf8)
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
        default: false
        }
    }
}

/// The line that opened a code block: its character and how many of it a closing line needs.
struct CodeFence: Equatable {
    private let mark: UInt8
    private let count: Int

    /// Nil when the line opens no code block.
    init?(opening line: some Sequence<UInt8>) {
        let line = Array(line.drop(while: FenceText.isSpace))
        guard let mark = line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
        let count = line.prefix { $0 == mark }.count
        // Three backticks with a fourth behind some text are a code span.
        guard count >= 3, mark != UInt8(ascii: "`") || !line.dropFirst(count).contains(mark) else { return nil }
        self.mark = mark
        self.count = count
    }

    func isClosed(by line: some Sequence<UInt8>) -> Bool {
        let text = Array(line).filter { !FenceText.isSpace($0) }
        return text.count >= count && text.allSatisfy { $0 == mark }
    }
}
