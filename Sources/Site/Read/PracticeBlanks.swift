import Source

/// What `blank` in the body of a `practice` figure asks for: a number of gradients, all of them, or those of certain
/// Values, each named by a Python expression. Whether there are so many, and such Values, is for Run to say.
struct PracticeBlanks: Sendable {
    enum Wanted: Sendable {
        case all
        /// The last ones of the pass, which build on the others.
        case count(Int)
        case values([SourceSlice])
    }

    let wanted: Wanted
    /// Where it is said; the fence where nothing is.
    let span: Span

    static func read(_ body: inout Settings, in file: SourceFile, fence: Span) -> PracticeBlanks {
        func expression(_ text: Settings.Text) -> SourceSlice {
            let written = file.text(in: text.span)
            let isQuoted = written.hasPrefix("\"") || written.hasPrefix("'")
            let span = isQuoted ? Span(text.span.start + 1, max(text.span.start + 1, text.span.end - 1)) : text.span
            return SourceSlice(file: file, span: span)
        }
        if body.isList("blank") {
            let texts = body.texts("blank")
            if texts.isEmpty { body.refuse("blank", "names no Value", note) }
            return PracticeBlanks(wanted: .values(texts.map(expression)), span: body.keySpan("blank") ?? fence)
        }
        guard let text = body.text("blank") else { return PracticeBlanks(wanted: .all, span: fence) }
        if text.text == "all" { return PracticeBlanks(wanted: .all, span: text.span) }
        guard Double(text.text) != nil else {
            return PracticeBlanks(wanted: .values([expression(text)]), span: text.span)
        }
        if let count = Int(text.text), count > 0 { return PracticeBlanks(wanted: .count(count), span: text.span) }
        body.refuse("blank", "cannot be `\(text.text)`", note)
        return PracticeBlanks(wanted: .all, span: text.span)
    }

    private static let note = "write how many gradients are left blank, `all`, or a list of Values: `[a, b]`"
}
