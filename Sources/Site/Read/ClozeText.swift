import Source

/// The text of a cloze with its `[deletions]`. A bracket in code, in mathematics or behind a backslash is text, and so
/// are those of a link or an image.
struct ClozeText {
    let text: CardText
    /// From each `[` to behind its `]`, in the fence, in order; never nested.
    private(set) var deletions: [Span] = []
    private(set) var diagnostics: [Diagnostic] = []

    /// A bracket that waits for its partner, and the deletions that stand in it.
    private struct Open {
        let offset: Int
        let isImage: Bool
        var inner: [Span] = []
    }

    /// - Complexity: O(bytes).
    init(_ text: CardText) {
        self.text = text
        for paragraph in text.paragraphs { readBrackets(paragraph) }
        for deletion in deletions where text.text.isBlank(Span(deletion.start + 1, deletion.end - 1)) {
            report("card-deletion-empty", "this deletion is empty", deletion, "write what is to be recalled in it")
        }
        if deletions.isEmpty, diagnostics.isEmpty {
            report(
                "card-deletion-missing", "this cloze hides nothing", text.side,
                "put what is to be recalled in [brackets]; those of a link, of code and of mathematics do not count")
        }
    }

    private mutating func readBrackets(_ paragraph: Span) {
        let bytes = text.text.bytes
        var open: [Open] = []
        var offset = paragraph.start
        while offset < paragraph.end {
            defer { offset += 1 }
            if text.isOpaque(offset) { continue }
            if bytes[offset] == UInt8(ascii: "[") {
                let isImage =
                    offset > paragraph.start && bytes[offset - 1] == UInt8(ascii: "!")
                    && !text.isOpaque(offset - 1)
                open.append(Open(offset: offset, isImage: isImage))
            } else if bytes[offset] == UInt8(ascii: "]") {
                guard let opened = open.popLast() else {
                    reportUnbalanced(offset, "this `]` has no `[` in its paragraph")
                    continue
                }
                if let end = endOfLink(from: offset + 1, before: paragraph.end) {
                    let name = opened.isImage ? "an image" : "a link"
                    for inner in opened.inner {
                        report(
                            "card-deletion-nested", "this deletion stands in \(name)", inner,
                            "put the whole of \(name) in the brackets, or write `\\[` and `\\]` for brackets that are text"
                        )
                    }
                    offset = end - 1
                    continue
                }
                close(opened, at: offset, in: &open)
            }
        }
        for opened in open {
            reportUnbalanced(opened.offset, "this `[` has no `]` in its paragraph")
        }
    }

    private mutating func close(_ opened: Open, at offset: Int, in open: inout [Open]) {
        let deletion = Span(opened.offset, offset + 1)
        for inner in opened.inner {
            report(
                "card-deletion-nested", "a deletion in a deletion", inner,
                "a deletion holds no other; write `\\[` and `\\]` for brackets that are text")
        }
        if open.isEmpty {
            deletions.append(deletion)
        } else {
            open[open.count - 1].inner.append(deletion)
        }
    }

    /// Behind `(…)`, when what stands in it is a link's destination and perhaps its title.
    private func endOfLink(from start: Int, before end: Int) -> Int? {
        let bytes = text.text.bytes
        guard start < end, bytes[start] == UInt8(ascii: "(") else { return nil }
        var depth = 0
        var close = start
        while close < end {
            if bytes[close] == UInt8(ascii: "(") { depth += 1 }
            if bytes[close] == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0 { break }
            close += 1
        }
        guard close < end else { return nil }
        let inside = text.text.trimmed(Span(start + 1, close))
        if inside.isEmpty || bytes[inside.start] == UInt8(ascii: "<") { return close + 1 }
        var destination = inside
        while destination.start < inside.end, !FenceText.isSpace(bytes[destination.start]) { destination.start += 1 }
        let title = text.text.trimmed(destination)
        // `[chain rule](a derivative of a composition)` is a deletion and a remark.
        if title.isEmpty || [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "(")].contains(bytes[title.start]) {
            return close + 1
        }
        return nil
    }

    private mutating func reportUnbalanced(_ offset: Int, _ message: String) {
        report(
            "card-bracket-unbalanced", message, Span(offset, offset + 1),
            "close the deletion in the paragraph that opens it, or write `\\[` or `\\]` for a bracket that is text")
    }

    private mutating func report(_ id: String, _ message: String, _ span: Span, _ note: String) {
        let slice = text.text.slice
        diagnostics.append(Diagnostic(id, message, at: slice.file, slice.fileSpan(span)).noting(note))
    }
}

// MARK: The cards

extension ClozeText {
    /// One card for each deletion, numbered from 1 in the order of the text.
    func yields(id: String) -> [CardSource.Yield] {
        deletions.enumerated().map { index, asked in
            .init(
                id: "\(id).\(index + 1)", front: side(asking: asked, hidden: true),
                back: side(asking: asked, hidden: false))
        }
    }

    private func side(asking asked: Span, hidden: Bool) -> CardSource.Side {
        var bytes: [UInt8] = []
        var offset = text.side.start
        for deletion in deletions {
            let marks = deletion == asked ? CardMarks.asked : CardMarks.shown
            append(from: offset, to: deletion.start, &bytes)
            bytes += Array(String(marks.open).utf8)
            if hidden, deletion == asked {
                bytes += Array(CardMarks.blank.utf8)
            } else {
                append(from: deletion.start + 1, to: deletion.end - 1, &bytes)
            }
            bytes += Array(String(marks.close).utf8)
            offset = deletion.end
        }
        append(from: offset, to: text.side.end, &bytes)
        let codeSpans = text.codeRanges.indices.filter { index in
            !hidden || text.codeRanges[index].end <= asked.start || text.codeRanges[index].start >= asked.end
        }
        return .init(markdown: String(decoding: bytes, as: UTF8.self), codeSpans: codeSpans)
    }

    private func append(from start: Int, to end: Int, _ bytes: inout [UInt8]) {
        for offset in start..<end where !text.isOmitted(offset) { bytes.append(text.text.bytes[offset]) }
    }
}
