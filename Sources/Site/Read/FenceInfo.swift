import Source

/// The words behind an opening fence: `python hide`, `output recorded=oracle/pytorch.json#sum`. The first is the
/// language; the rest are words, or `key=value` with an optional quoted value.
struct FenceInfo {
    struct Word {
        let text: String
        let span: Span
        /// What stands behind `=`, without quotes; nil for a plain word.
        var value: String? { valueText?.text }
        let valueText: SourceSlice?
    }

    let language: String
    let languageSpan: Span
    let words: [Word]
    /// Directly behind the fence, in the file.
    let start: Int
    /// Everything behind the language, for fences that take an expression.
    let rest: SourceSlice
    /// Whether there is a space between fence and language, which other Markdown tools overlook and authors regret.
    let beginsWithSpace: Bool

    init(_ slice: SourceSlice) {
        let bytes = slice.bytes
        self.start = slice.fileOffset(0)
        func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var position = 0
        func skipSpaces() { while position < bytes.count, isSpace(bytes[position]) { position += 1 } }
        func text(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

        skipSpaces()
        beginsWithSpace = position > 0
        let start = position
        while position < bytes.count, !isSpace(bytes[position]) { position += 1 }
        language = text(start, position)
        languageSpan = slice.fileSpan(Span(start, position))
        skipSpaces()
        var end = bytes.count
        while end > position, isSpace(bytes[end - 1]) { end -= 1 }
        rest = slice[Span(position, end)]

        var words: [Word] = []
        while position < bytes.count {
            let start = position
            var equals: Int?
            var quoted = false
            while position < bytes.count, quoted || !isSpace(bytes[position]) {
                if bytes[position] == UInt8(ascii: "\"") { quoted.toggle() }
                if bytes[position] == UInt8(ascii: "="), equals == nil { equals = position }
                position += 1
            }
            let span = slice.fileSpan(Span(start, position))
            if let equals {
                var value = Span(equals + 1, position)
                let quote = UInt8(ascii: "\"")
                if value.end - value.start > 1, bytes[value.start] == quote, bytes[value.end - 1] == quote {
                    value = Span(value.start + 1, value.end - 1)
                }
                words.append(Word(text: text(start, equals), span: span, valueText: slice[value]))
            } else {
                words.append(Word(text: text(start, position), span: span, valueText: nil))
            }
            skipSpaces()
        }
        self.words = words
    }
}
