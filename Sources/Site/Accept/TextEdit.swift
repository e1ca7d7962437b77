import Source

/// Bytes of a file that give way to others. What a change writes is a list of these, and nothing outside them is touched.
struct TextEdit: Equatable {
    /// In the file as it was read; empty where something is put in.
    let span: Span
    let replacement: [UInt8]

    init(_ span: Span, _ replacement: [UInt8]) {
        self.span = span
        self.replacement = replacement
    }

    init(_ span: Span, _ replacement: String) { self.init(span, Array(replacement.utf8)) }

    /// The text with these edits made.
    /// - Precondition: no two of them overlap.
    static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8] {
        // What is put in at a place stays in the order in which it was given.
        let ordered = edits.enumerated().sorted {
            ($0.element.span.start, $0.element.span.end, $0.offset)
                < ($1.element.span.start, $1.element.span.end, $1.offset)
        }
        var result: [UInt8] = []
        var place = 0
        for (_, edit) in ordered {
            result += bytes[place..<edit.span.start]
            result += edit.replacement
            place = edit.span.end
        }
        return result + bytes[place...]
    }
}
