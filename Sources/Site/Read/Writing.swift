import Source

/// How a text is written where it stands in a file: what must be escaped there, and how.
enum Writing: Sendable {
    case plain
    /// In a cell of a table, where a bar begins the next cell.
    case tableCell
    /// Between YAML's double quotes.
    case doubleQuoted
    /// Between YAML's single quotes.
    case singleQuoted

    /// The bytes to write for a text.
    func written(_ text: String) -> [UInt8] {
        text.utf8.flatMap { byte in escape(of: byte).map { [$0, byte] } ?? [byte] }
    }

    /// What stands in front of a byte; nil for one that stands for itself.
    func escape(of byte: UInt8) -> UInt8? {
        switch (self, byte) {
        case (.tableCell, UInt8(ascii: "|")), (.doubleQuoted, UInt8(ascii: "\"")), (.doubleQuoted, UInt8(ascii: "\\")):
            UInt8(ascii: "\\")
        case (.singleQuoted, UInt8(ascii: "'")): byte
        default: nil
        }
    }

    /// Where a text stands in the bytes of a file from a place on, as it is written here; its pieces, each with the text
    /// that it stands for.
    func find(_ text: [UInt8], in bytes: [UInt8], from start: Int) -> [(span: Span, text: [UInt8])]? {
        guard !text.isEmpty else { return nil }
        var place = max(start, 0)
        while place < bytes.count {
            if let pieces = match(text, bytes, place) { return pieces }
            place += 1
        }
        return nil
    }

    private func match(_ text: [UInt8], _ bytes: [UInt8], _ start: Int) -> [(span: Span, text: [UInt8])]? {
        var pieces: [(span: Span, text: [UInt8])] = []
        var place = start
        for byte in text {
            if byte == UInt8(ascii: " "), let fold = Self.fold(bytes, place) {
                pieces.append((Span(place, place + 1), [byte]))
                place += fold
                continue
            }
            guard let length = length(of: byte, bytes, place) else { return nil }
            let span = Span(place + (length.isEscape ? length.count - 1 : 0), place + length.count)
            if let last = pieces.last, last.span.end == span.start, !length.isEscape {
                pieces[pieces.count - 1] = (Span(last.span.start, span.end), last.text + [byte])
            } else {
                pieces.append((span, [byte]))
            }
            place += length.count
        }
        return pieces
    }

    /// How many bytes at a place end a line and indent the next one, which a text that goes on there has as one space.
    private static func fold(_ bytes: [UInt8], _ place: Int) -> Int? {
        func blanks(_ place: Int) -> Int {
            place + bytes[place...].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
        }
        var end = blanks(place)
        if end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\n") else { return nil }
        return blanks(end + 1) - place
    }

    /// How many bytes at a place stand for one byte of the text.
    private func length(of byte: UInt8, _ bytes: [UInt8], _ place: Int) -> (count: Int, isEscape: Bool)? {
        guard place < bytes.count else { return nil }
        guard let escape = escape(of: byte) else { return bytes[place] == byte ? (1, false) : nil }
        return bytes[place] == escape && place + 1 < bytes.count && bytes[place + 1] == byte ? (2, true) : nil
    }
}
