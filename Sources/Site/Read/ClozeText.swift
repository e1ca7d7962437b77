import Source

/// The text of a cloze with its `[deletions]`. A bracket in code, in mathematics or behind a backslash is text, and so
/// are those of a link or an image. A number in braces behind a deletion, `[deletion]{2}`, makes it part of that card:
/// deletions of one number are asked for together, and a number that is written stays when others come or go.
struct ClozeText {
    let text: CardText
    struct Deletion {
        /// From `[` to behind its `]`, in the fence.
        let span: Span
        /// The number in its braces.
        let groupText: Span?
        /// Its card, from 1.
        var group: Int

        /// Behind the `]` or the `}`.
        var end: Int { groupText?.end ?? span.end }
    }

    /// In order; never nested.
    private(set) var deletions: [Deletion] = []
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
        for deletion in deletions.map(\.span) where text.text.isBlank(Span(deletion.start + 1, deletion.end - 1)) {
            report("card-deletion-empty", "this deletion is empty", deletion, "write what is to be recalled in it")
        }
        numberTheRest()
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
            let group = group(behind: deletion)
            deletions.append(Deletion(span: deletion, groupText: group?.span, group: group?.number ?? 0))
        } else {
            open[open.count - 1].inner.append(deletion)
        }
    }

    /// The number in braces directly behind a deletion; 0 for one that is none, which is reported.
    private mutating func group(behind deletion: Span) -> (span: Span, number: Int)? {
        let bytes = text.text.bytes
        let start = deletion.end
        guard start < text.side.end, bytes[start] == UInt8(ascii: "{"), !text.isOpaque(start),
            let end = bytes[start..<text.side.end].firstIndex(of: UInt8(ascii: "}")), !text.isOmitted(start)
        else { return nil }
        let span = Span(start, end + 1)
        if let number = Int(text.text.text(Span(start + 1, end))), 1...Self.groups ~= number { return (span, number) }
        report(
            "card-group-malformed", "this is no number of a card", span,
            "deletions that are asked for together share a number from 1 to \(Self.groups), as in `[one]{1} and [two]{1}`; "
                + "a brace that is text has a backslash in front")
        return (span, 0)
    }

    /// Anki's own limit is higher; nobody asks a hundred things of one sentence.
    private static let groups = 99

    /// Deletions without a number get the lowest that is free, in the order of the text.
    private mutating func numberTheRest() {
        var taken = Set(deletions.map(\.group))
        var next = 1
        for index in deletions.indices where deletions[index].groupText == nil {
            while taken.contains(next) { next += 1 }
            deletions[index].group = next
            taken.insert(next)
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
    /// One card for each number, the lowest first.
    func yields(id: String) -> [CardSource.Yield] {
        Set(deletions.map(\.group)).sorted().map { group in
            .init(
                id: "\(id).\(group)", front: side(asking: group, hidden: true), back: side(asking: group, hidden: false)
            )
        }
    }

    /// The text piece by piece.
    var parts: [CardSource.Part] {
        var parts: [CardSource.Part] = []
        var offset = text.side.start
        for deletion in deletions {
            parts += text.parts(from: offset, to: deletion.span.start, firstCode: 0)
            parts.append(.open(deletion.group))
            parts += text.parts(from: deletion.span.start + 1, to: deletion.span.end - 1, firstCode: 0)
            parts.append(.close)
            offset = deletion.end
        }
        return parts + text.parts(from: offset, to: text.side.end, firstCode: 0)
    }

    private func side(asking group: Int, hidden: Bool) -> CardSource.Side {
        var bytes: [UInt8] = []
        var offset = text.side.start
        for deletion in deletions {
            let isAsked = deletion.group == group
            let marks = isAsked ? CardMarks.asked : CardMarks.shown
            append(from: offset, to: deletion.span.start, &bytes)
            bytes += Array(String(marks.open).utf8)
            if hidden, isAsked {
                bytes += Array(CardMarks.blank.utf8)
            } else {
                append(from: deletion.span.start + 1, to: deletion.span.end - 1, &bytes)
            }
            bytes += Array(String(marks.close).utf8)
            offset = deletion.end
        }
        append(from: offset, to: text.side.end, &bytes)
        let asked = deletions.filter { $0.group == group }.map(\.span)
        let codeSpans = text.codeRanges.indices.filter { index in
            let code = text.codeRanges[index]
            return !hidden || asked.allSatisfy { code.end <= $0.start || code.start >= $0.end }
        }
        return .init(markdown: String(decoding: bytes, as: UTF8.self), codeSpans: codeSpans)
    }

    private func append(from start: Int, to end: Int, _ bytes: inout [UInt8]) {
        for offset in start..<end where !text.isOmitted(offset) { bytes.append(text.text.bytes[offset]) }
    }
}
