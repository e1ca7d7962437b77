/// Turns diagnostics into what a person reads on a terminal:
///
///     content/track/01-a/lesson.md:41:9: error: claimed 6.5, the engine computes 6.0
///       41 | The slope is `=a.grad => 6.5`.
///          |                          ^~~
///       note: run `gradbook accept` if the engine is right
public struct DiagnosticPrinter: Sendable {
    public init() {}

    public func text(for diagnostic: Diagnostic) -> String {
        let severity = diagnostic.severity == .error ? "error" : "warning"
        var out = heading(diagnostic.location) + ": \(severity): \(diagnostic.message)\n"
        out += excerpt(diagnostic.location)
        for note in diagnostic.notes {
            if let location = note.location {
                out += "  note: \(heading(location)): \(note.message)\n"
                out += excerpt(location)
            } else {
                out += "  note: \(note.message)\n"
            }
        }
        return out
    }

    private func heading(_ location: Diagnostic.Location) -> String {
        let position = location.file.position(at: location.span.start)
        return "\(location.file.path):\(position.line):\(position.column)"
    }

    /// The first line of the span with a caret under its beginning and tildes under the rest of it.
    private func excerpt(_ location: Diagnostic.Location) -> String {
        let file = location.file
        guard !file.bytes.isEmpty else { return "" }
        let start = min(max(location.span.start, 0), file.bytes.count)
        let index = file.lineIndex(at: start)
        let line = window(file, file.lineSpan(index), around: start)
        let number = String(index + 1)
        let gutter = String(repeating: " ", count: number.utf8.count)
        let lead = line.start > file.lineSpan(index).start ? "…" : ""
        let trail = line.end < file.lineSpan(index).end ? "…" : ""
        var out = "  \(number) | \(lead)\(file.text(in: line))\(trail)\n"
        out += "  \(gutter) | \(lead.isEmpty ? "" : " ")"
        // Tabs are kept so that the caret stands under its place whatever the terminal's tab width is.
        for scalar in file.text(in: Span(line.start, min(start, line.end))).unicodeScalars {
            out += scalar == "\t" ? "\t" : " "
        }
        out += "^"
        let underlined = file.text(in: Span(start, min(location.span.end, line.end))).unicodeScalars.count
        if underlined > 1 { out += String(repeating: "~", count: underlined - 1) }
        return out + "\n"
    }

    /// The part of a line that is shown: all of it, unless it is so long that the place would be lost in it.
    private func window(_ file: SourceFile, _ line: Span, around place: Int) -> Span {
        let width = 160
        guard line.end - line.start > 2 * width else { return line }
        var start = max(line.start, place - width / 2)
        var end = min(line.end, place + width)
        while start > line.start, file.bytes[start] & 0xC0 == 0x80 { start -= 1 }
        while end < line.end, file.bytes[end] & 0xC0 == 0x80 { end += 1 }
        return Span(start, end)
    }
}
