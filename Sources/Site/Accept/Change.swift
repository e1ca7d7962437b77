import Markup
import MiniPython
import Source

/// A claim or an `output` fence that does not hold any more, with what would make it hold: the bytes to write, and nothing
/// beside them.
struct Change {
    enum Kind {
        case claim, output
    }

    let kind: Kind
    let page: LessonPage
    /// Where it stands: the claim's bytes, or the first line that changes.
    let span: Span
    let edits: [TextEdit]
    /// What it would say.
    let text: String
    /// The expression of a claim; nil for an output.
    let expression: SourceSlice?
    /// What is claimed now; nil for an output.
    let claimed: [UInt8]?
    /// The statement that made it, among those of its page; nil where none did.
    let maker: Int?

    var file: SourceFile { page.file }
    var location: Diagnostic.Location { .init(file, span) }
}

// MARK: Finding them

extension Change {
    /// All of a page, in its order.
    static func all(in run: PageRun, _ provenance: Provenance) -> [Change] {
        var found: [Change] = []
        var snippet: (source: Snippet, run: SnippetRun?)?
        let page = run.page
        func claim(_ computed: Computed?, _ writing: Writing, at offset: Int) {
            guard let computed, let slice = computed.span.claim, let correction = computed.correction else { return }
            var span = slice.fileSpan(Span(0, slice.bytes.count))
            // What stands for the claim's first byte begins with its escape.
            if let first = slice.bytes.first, writing.escape(of: first) != nil { span.start -= 1 }
            found.append(
                Change(
                    kind: .claim, page: page, span: span,
                    edits: [TextEdit(span, writing.written(correction))], text: correction,
                    expression: computed.span.field, claimed: slice.bytes,
                    maker: provenance.maker(of: computed.span.field, at: offset)))
        }
        func inline(_ inline: InlineRun, at offset: Int) {
            for computed in inline.results { claim(computed, inline.text.writing, at: offset) }
        }
        for (item, result) in zip(page.items, run.results) {
            switch (item.content, result) {
            case (.snippet(let source), .snippet(let run)): snippet = (source, run)
            case (.output(let output), _):
                guard let snippet, let printed = output.printed(by: snippet.source, snippet.run) else { continue }
                let maker = snippet.source.isStatic ? nil : provenance.printer(in: snippet.source)
                if let change = Change(output, printed, on: page, maker: maker) { found.append(change) }
            case (_, .computed(let computed)):
                let block = page.document.kind(page.document.enclosingBlock(of: item.node))
                let isCell = block == .tableRow || block == .tableHeader
                claim(computed, isCell ? .tableCell : .plain, at: item.offset)
            case (_, .cards(let cards)):
                for computed in cards.flatMap({ $0 }) { claim(computed, .plain, at: item.offset) }
            case (_, .figure(let figure)): if let caption = figure.caption { inline(caption, at: item.offset) }
            default: break
            }
        }
        // Front matter is evaluated behind the page's last snippet.
        for text in run.matter.all { inline(text, at: .max) }
        return found.sorted { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    }

    private init?(_ output: OutputClaim, _ printed: String, on page: LessonPage, maker: Int?) {
        guard OutputComparison.difference(claimed: output.text.text, printed: printed) != nil else { return nil }
        let edits = OutputRewrite(
            claimed: OutputComparison.lines(output.text.text), printed: OutputComparison.lines(printed)
        ).edits(of: output, in: page.file)
        guard let first = edits.first else { return nil }
        self.init(
            kind: .output, page: page, span: first.span, edits: edits, text: printed, expression: nil,
            claimed: nil, maker: maker)
    }
}
