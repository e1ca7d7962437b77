/// Turns diagnostics into what a person reads on a terminal:
///
///     content/track/01-a/lesson.md:41:26: error: the page claims 6.5, the engine computes 6.0 [claim-differs]
///       41 | The slope is `=a.grad => 6.5`.
///          |                          ^~~
///       note: work it out again
///       help: if the engine is right, write 6.0
///
/// What stands elsewhere comes with an excerpt of its own; that of a repair shows the lines as they would be. Characters
/// that would act on the terminal are shown as pictures.
public struct DiagnosticPrinter: Sendable {
    public init() {}

    public func text(for diagnostic: Diagnostic) -> String {
        let severity = diagnostic.severity == .error ? "error" : "warning"
        var out = heading(diagnostic.location) + ": \(severity): \(visible(diagnostic.message)) [\(diagnostic.id)]\n"
        out += excerpt(diagnostic.location)
        for note in diagnostic.notes {
            let place = note.location.map { heading($0) + ": " } ?? ""
            out += "  note: \(place)\(visible(note.message))\n"
            out += note.location.map(excerpt) ?? ""
        }
        for fixIt in diagnostic.fixIts {
            let isSameFile = fixIt.location.file.path == diagnostic.location.file.path
            out += "  help: \(isSameFile ? "" : heading(fixIt.location) + ": ")\(visible(fixIt.message))\n"
            // What the finding points at stands in the excerpt above.
            let isHere =
                isSameFile && fixIt.location.span == diagnostic.location.span && !fixIt.location.span.isEmpty
                && !fixIt.replacement.utf8.contains(UInt8(ascii: "\n"))
            if !isHere { out += excerpt(of: fixIt) }
        }
        return out
    }

    private func heading(_ location: Diagnostic.Location) -> String {
        let position = location.file.position(at: location.span.start)
        return "\(visible(location.file.path)):\(position.line):\(position.column)"
    }

    private func excerpt(_ location: Diagnostic.Location) -> String {
        Excerpt(location.file, location.span, first: "^").text
    }

    /// The lines that a repair touches, as they would be, with what it puts there underlined.
    private func excerpt(of fixIt: Diagnostic.FixIt) -> String {
        let file = fixIt.location.file
        guard !file.bytes.isEmpty else { return "" }
        let span = fixIt.location.span.clamped(to: file)
        let line = file.lineIndex(at: span.start)
        let before = file.bytes(in: Span(file.lineSpan(line).start, span.start))
        let end = max(span.end, file.lineSpan(file.lineIndex(at: span.end)).end)
        let replacement = Array(fixIt.replacement.utf8)
        let bytes = Array(before) + replacement + file.bytes(in: Span(span.end, end))
        let repaired = SourceFile(path: file.path, bytes: bytes)
        let place = Span(before.count, before.count + replacement.count)
        return Excerpt(repaired, place, first: "~", linesBefore: line).text
    }

    private func visible(_ text: String) -> String {
        // A message may have lines; it has no other control characters.
        text.unicodeScalars.reduce(into: "") { $0 += $1 == "\n" ? "\n" : $1.visible }
    }
}

/// The lines of a span with a line of marks under each: under its beginning, and tildes under the rest. Of a long span
/// the first two lines and the last are shown.
private struct Excerpt {
    private(set) var text = ""
    private let file: SourceFile
    private let span: Span
    private let first: Character
    private let linesBefore: Int
    private let gutter: Int

    /// - Parameter linesBefore: how many lines stand above the file's first.
    init(_ file: SourceFile, _ span: Span, first: Character, linesBefore: Int = 0) {
        self.file = file
        self.span = span.clamped(to: file)
        self.first = first
        self.linesBefore = linesBefore
        let top = file.lineIndex(at: self.span.start)
        // A span that ends with a line ending does not reach into the next line.
        let bottom = file.lineIndex(at: max(self.span.start, self.span.end - 1))
        gutter = String(linesBefore + bottom + 1).utf8.count
        if file.bytes.isEmpty { return }
        if bottom - top < 4 {
            for line in top...bottom { show(line) }
        } else {
            show(top)
            show(top + 1)
            text += "  \(String(repeating: " ", count: gutter)) …\n"
            show(bottom)
        }
    }

    private mutating func show(_ index: Int) {
        let whole = file.lineSpan(index)
        let isFirst = whole.start <= span.start
        var start = max(span.start, whole.start)
        var end = max(start, min(span.end, whole.end))
        // Of several lines neither the indentation nor what trails is marked.
        while !isFirst, start < end, isSpace(byte(start)) { start += 1 }
        while span.end > whole.end, end > start, isSpace(byte(end - 1)) { end -= 1 }
        let line = window(whole, around: min(start, whole.end))
        let lead = line.start > whole.start ? "…" : ""
        let trail = line.end < whole.end ? "…" : ""
        let number = String(linesBefore + index + 1)
        let padding = String(repeating: " ", count: gutter - number.utf8.count)
        let shown = file.text(in: line).unicodeScalars.reduce(into: "") { $0 += $1.visible }
        text += shown.isEmpty ? "  \(padding)\(number) |\n" : "  \(padding)\(number) | \(lead)\(shown)\(trail)\n"
        let width = columns(Span(start, min(end, line.end)))
        guard isFirst || width > 0 else { return }
        text += "  \(String(repeating: " ", count: gutter)) | \(lead.isEmpty ? "" : " ")"
        text += String(repeating: " ", count: columns(Span(line.start, min(start, line.end))))
        if isFirst { text.append(first) }
        text += String(repeating: "~", count: max(width - (isFirst ? 1 : 0), 0)) + "\n"
    }

    private func byte(_ offset: Int) -> UInt8 { file.bytes[offset - file.firstOffset] }

    private func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private func columns(_ span: Span) -> Int {
        file.text(in: span).unicodeScalars.reduce(0) { sum, scalar in
            sum + scalar.visible.unicodeScalars.reduce(0) { $0 + DisplayWidth.columns(of: $1) }
        }
    }

    /// The part of a line that is shown: all of it, unless it is so long that the place would be lost in it.
    private func window(_ line: Span, around place: Int) -> Span {
        let width = 160
        guard line.end - line.start > 2 * width else { return line }
        var start = max(line.start, place - width / 2)
        var end = min(line.end, place + width)
        while start > line.start, byte(start) & 0xC0 == 0x80 { start -= 1 }
        while end < line.end, byte(end) & 0xC0 == 0x80 { end += 1 }
        return Span(start, end)
    }
}

extension Span {
    fileprivate func clamped(to file: SourceFile) -> Span {
        let start = min(max(self.start, file.firstOffset), file.end)
        return Span(start, min(max(end, start), file.end))
    }
}
