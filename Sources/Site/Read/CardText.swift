import Source

/// One side of a card: its code spans, found as CommonMark finds them, and which of its bytes are opaque, so that a
/// bracket in code, in mathematics or behind a backslash is never taken for a deletion.
struct CardText {
    let text: FenceText
    let side: Span
    /// A part of the side that is not text, the id.
    let omitted: Span
    let codeBlocks: [Span]
    private(set) var codeSpans: [CardSource.CodeSpan] = []
    /// The places of `codeSpans` in the fence, backticks included.
    private(set) var codeRanges: [Span] = []
    private(set) var diagnostics: [Diagnostic] = []
    /// Per byte of the side.
    private var opaque: [Bool]

    /// - Complexity: O(bytes), times the number of different backtick runs in one paragraph.
    init(_ text: FenceText, side: Span, omitted: Span, codeBlocks: [Span]) {
        self.text = text
        self.side = side
        self.omitted = omitted
        self.codeBlocks = codeBlocks.filter { $0.start < side.end && side.start < $0.end }
        opaque = Array(repeating: false, count: side.end - side.start)
        for block in self.codeBlocks { hide(block) }
        for paragraph in paragraphs {
            findCodeSpans(paragraph)
            findMathematics(paragraph)
        }
        reportReservedCharacters()
    }

    func isOpaque(_ offset: Int) -> Bool { opaque[offset - side.start] }

    /// The side as its author wrote it, without the id.
    var markdown: String {
        var bytes: [UInt8] = []
        for offset in side.start..<side.end where !isOmitted(offset) { bytes.append(text.bytes[offset]) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Sides without deletions, piece by piece.
    static func parts(_ texts: [CardText]) -> [[CardSource.Part]] {
        var first = 0
        return texts.map { text in
            defer { first += text.codeSpans.count }
            return text.parts(from: text.side.start, to: text.side.end, firstCode: first)
        }
    }

    /// A stretch of the side, piece by piece.
    /// - Parameter firstCode: the index of the side's first code span among those of the card.
    func parts(from start: Int, to end: Int, firstCode: Int) -> [CardSource.Part] {
        var parts: [CardSource.Part] = []
        var offset = start
        func add(to end: Int) {
            let bytes = (offset..<max(offset, end)).filter { !isOmitted($0) }.map { text.bytes[$0] }
            if !bytes.isEmpty { parts.append(.text(String(decoding: bytes, as: UTF8.self))) }
        }
        for (index, range) in codeRanges.enumerated() where range.start >= start && range.end <= end {
            add(to: range.start)
            parts.append(.code(firstCode + index))
            offset = range.end
        }
        add(to: end)
        return parts
    }

    func isOmitted(_ offset: Int) -> Bool { omitted.start <= offset && offset < omitted.end }

    /// Runs of lines that are neither blank nor in a code block: nothing inline goes beyond one.
    var paragraphs: [Span] {
        var found: [Span] = []
        var isOpen = false
        for line in text.lines where line.start < side.end && line.end > side.start {
            let line = Span(max(line.start, side.start), min(line.end, side.end))
            if text.isBlank(line) || codeBlocks.contains(where: { $0.start < line.end && line.start < $0.end }) {
                isOpen = false
            } else if isOpen {
                found[found.count - 1].end = line.end
            } else {
                found.append(line)
                isOpen = true
            }
        }
        return found
    }

    private mutating func hide(_ span: Span) {
        for offset in max(span.start, side.start)..<min(span.end, side.end) { opaque[offset - side.start] = true }
    }
}

// MARK: Code spans

extension CardText {
    private mutating func findCodeSpans(_ paragraph: Span) {
        let bytes = text.bytes
        var offset = paragraph.start
        while offset < paragraph.end {
            switch bytes[offset] {
            case UInt8(ascii: "\\") where offset + 1 < paragraph.end && Self.isPunctuation(bytes[offset + 1]):
                hide(Span(offset, offset + 2))
                offset += 2
            case UInt8(ascii: "`"):
                let run = backticks(at: offset, before: paragraph.end)
                if let close = closingBackticks(run, from: offset + run, before: paragraph.end) {
                    addCodeSpan(Span(offset, close + run), content: Span(offset + run, close), in: paragraph)
                    offset = close + run
                } else {
                    offset += run
                }
            default: offset += 1
            }
        }
    }

    private func backticks(at start: Int, before end: Int) -> Int {
        var offset = start
        while offset < end, text.bytes[offset] == UInt8(ascii: "`") { offset += 1 }
        return offset - start
    }

    private func closingBackticks(_ count: Int, from start: Int, before end: Int) -> Int? {
        var offset = start
        while offset < end {
            let run = backticks(at: offset, before: end)
            if run == count { return offset }
            offset += max(run, 1)
        }
        return nil
    }

    private mutating func addCodeSpan(_ span: Span, content: Span, in paragraph: Span) {
        let dollar = UInt8(ascii: "$")
        let isMath =
            span.start > paragraph.start && text.bytes[span.start - 1] == dollar
            && span.end < paragraph.end && text.bytes[span.end] == dollar
        codeRanges.append(span)
        codeSpans.append(
            .init(
                content: normalized(content), span: text.slice.fileSpan(span), isMath: isMath, written: text.text(span))
        )
        hide(span)
    }

    /// What CommonMark takes for the content of a code span.
    private func normalized(_ content: Span) -> SourceSlice {
        let bytes = text.bytes
        let space = UInt8(ascii: " ")
        var pieces: [(span: Span, text: [UInt8])] = []
        var start = content.start
        for offset in content.start..<content.end where bytes[offset] == UInt8(ascii: "\n") {
            pieces.append((Span(start, offset), Array(bytes[start..<offset])))
            pieces.append((Span(offset, offset + 1), [space]))
            start = offset + 1
            while start < content.end, bytes[start] == space || bytes[start] == UInt8(ascii: "\t") { start += 1 }
        }
        pieces.append((Span(start, content.end), Array(bytes[start..<content.end])))
        pieces.removeAll { $0.text.isEmpty }
        if let first = pieces.first?.text.first, first == space, pieces.last?.text.last == space,
            pieces.contains(where: { $0.text.contains { $0 != space } })
        {
            pieces[0] = (Span(pieces[0].span.start + 1, pieces[0].span.end), Array(pieces[0].text.dropFirst()))
            let last = pieces[pieces.count - 1]
            pieces[pieces.count - 1] = (Span(last.span.start, last.span.end - 1), last.text.dropLast())
            pieces.removeAll { $0.text.isEmpty }
        }
        return SourceSlice(
            file: text.slice.file, joining: pieces.map { (text.slice.fileSpan($0.span), $0.text) })
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }
}

// MARK: Mathematics

extension CardText {
    /// `$…$` and `$$…$$`, read as GitHub reads them: no space inside the dollars, no digit behind the last, so that
    /// prices stay text.
    private mutating func findMathematics(_ paragraph: Span) {
        let bytes = text.bytes
        let dollar = UInt8(ascii: "$")
        func isDollar(_ offset: Int) -> Bool {
            offset < paragraph.end && bytes[offset] == dollar && !isOpaque(offset)
        }
        // What closes does not depend on what opened, so a search that failed once need not be made again.
        var hopeless: Set<Int> = []
        var offset = paragraph.start
        while offset < paragraph.end {
            guard isDollar(offset) else {
                offset += 1
                continue
            }
            let width = isDollar(offset + 1) ? 2 : 1
            var close = offset + width
            let mayOpen = close < paragraph.end && (width == 2 || !FenceText.isSpace(bytes[close]))
            guard mayOpen, !hopeless.contains(width) else {
                offset += width
                continue
            }
            while close < paragraph.end {
                if isDollar(close), width == 2 ? isDollar(close + 1) : closesMathematics(close, paragraph) { break }
                close += 1
            }
            if close < paragraph.end {
                hide(Span(offset, close + width))
                offset = close + width
            } else {
                hopeless.insert(width)
                offset += width
            }
        }
    }

    private func closesMathematics(_ dollar: Int, _ paragraph: Span) -> Bool {
        let bytes = text.bytes
        guard !FenceText.isSpace(bytes[dollar - 1]) else { return false }
        guard dollar + 1 < paragraph.end else { return true }
        return !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[dollar + 1])
    }
}

// MARK: Characters of ours

extension CardText {
    private mutating func reportReservedCharacters() {
        var offset = side.start
        for character in text.text(side) {
            let length = character.utf8.count
            if CardMarks.all.contains(character) {
                diagnostics.append(
                    Diagnostic(
                        "card-character-reserved", "the character \(character) cannot stand in a card",
                        at: text.slice.file, text.slice.fileSpan(Span(offset, offset + length))
                    ).noting("gradbook marks deletions with it; use another bracket"))
            }
            offset += length
        }
    }
}
