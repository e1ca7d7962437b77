import Markup
import Source

/// A line of Markdown that stands outside a page's text: a title or objective in front matter, a caption. Code spans in
/// it may ask for numbers, and know their place in the file.
final class InlineText {
    private(set) lazy var document = Document(text: text)
    let text: String
    /// Whether it is shown as it is written.
    let isPlain: Bool
    /// The computed spans, in order, each with its node.
    let spans: [(node: Document.Node, span: ComputedSpan)]
    let formulas: [Formula]
    let problems: [Diagnostic]
    /// How the text is written in its file.
    let writing: Writing

    /// - Parameter computes: whether a computed number can stand here; a track has no snippets.
    init(_ text: FrontMatter.Text, in file: SourceFile, computes: Bool = true) {
        self.text = text.text
        isPlain = PlainLine.isOne(text.text)
        if isPlain {
            (spans, formulas, problems) = ([], [], [])
            writing = Self.writing(of: text, in: file)
            return
        }
        let document = Document(text: text.text)
        var form: [Diagnostic] = []
        func report(_ id: String, _ message: String, _ note: String) {
            // Once is enough for a line, however often it happens there.
            if form.contains(where: { $0.id == id }) { return }
            form.append(Diagnostic(id, message, at: file, text.span).noting(note))
        }
        let blocks = document.children(document.root)
        if blocks.count > 1 || blocks.contains(where: { ![.paragraph, .htmlBlock].contains(document.kind($0)) }) {
            report("inline-block", "this must be a line of text", "lists, headings and the like go into the page")
        }
        for node in document.nodes() {
            switch document.kind(node) {
            case .htmlBlock, .htmlInline:
                report("inline-html", "raw HTML cannot stand here", "write Markdown, or put `<` in a code span")
            case .link: report("inline-link", "a link cannot stand here", "put it into the text of the page")
            case .image: report("inline-image", "an image cannot stand here", "put it into the text of the page")
            default: break
            }
        }
        var spans: [(node: Document.Node, span: ComputedSpan)] = []
        var formulas: [Formula] = []
        var problems: [Diagnostic] = []
        var from = text.span.start
        writing = Self.writing(of: text, in: file)
        for node in document.nodes() where document.kind(node) == .code {
            let literal = Array(document.literal(node).utf8)
            // YAML gives the text without its quotes and folds; the span itself stands in the file as it is, but for what
            // must be escaped between quotes, and where a line ends within it.
            let pieces = writing.find(literal, in: file.bytes, from: from)
            let slice = SourceSlice(file: file, joining: pieces ?? [(span: Span(from, from), text: literal)])
            from = pieces?.last?.span.end ?? from
            if document.isMath(node) {
                formulas.append(Formula(tex: slice, isDisplay: false))
                continue
            }
            switch ComputedSpan.read(slice) {
            case nil: break
            case .failure(let problem): problems.append(problem)
            case .success(let span) where computes: spans.append((node, span))
            case .success:
                problems.append(
                    Diagnostic(
                        "computed-outside", "no snippet runs here, so nothing can be computed", at: file,
                        slice.fileSpan(Span(0, slice.bytes.count))
                    ).noting("write the number in a lesson, or a space behind the backtick to show code"))
            }
        }
        self.spans = spans
        self.formulas = formulas
        self.problems = form + problems
        self.document = document
    }

    private static func writing(of text: FrontMatter.Text, in file: SourceFile) -> Writing {
        switch text.span.start < file.bytes.count ? file.bytes[text.span.start] : 0 {
        case UInt8(ascii: "\""): .doubleQuoted
        case UInt8(ascii: "'"): .singleQuoted
        default: .plain
        }
    }
}
